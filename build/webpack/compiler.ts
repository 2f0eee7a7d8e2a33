import type { Compiler } from 'webpack';

/**
 * The compiler that a plugin was applied to. Rspack's has the same hooks. Public declarations say `object`: one that named
 * webpack's type would need webpack where only Rspack is. Throws a TypeError for anything else.
 */
export function compilerOf(bundler: object): Compiler {
  if (!isCompiler(bundler))
    throw new TypeError('The plugin is for webpack and Rspack: add it to their `plugins`.');
  return bundler;
}

function isCompiler(bundler: object): bundler is Compiler {
  return 'hooks' in bundler && 'context' in bundler;
}
