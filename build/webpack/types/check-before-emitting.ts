import type { Compiler } from 'webpack';
import { type Diagnostic, hasErrors } from '../../diagnostics';
import { TypeChecker, type TypeCheckerOptions } from '../../types';
import { toWebpackError } from '../webpack-error';

/** In a build that does not watch: checks while it compiles, and emits nothing when there are errors. */
export function checkBeforeEmitting(compiler: Compiler, options: TypeCheckerOptions): void {
  let checker: TypeChecker | undefined;
  let checking: Promise<Diagnostic[]> | undefined;
  let found: Diagnostic[] = [];

  // Once the client is published.
  compiler.hooks.run.tap('TypesPlugin', () => {
    found = [];
    checker = new TypeChecker(options);
    checking = checker.check().catch((error: Error) => [notChecked(error.message)]);
  });
  compiler.hooks.afterCompile.tapPromise({ name: 'TypesPlugin', stage: 1000 }, async (compilation) => {
    if (checking === undefined || compilation.compiler !== compiler) return;
    // The types of code that does not compile mean nothing, and its errors are reported already.
    if (compilation.errors.length > 0) checker?.close();
    else found = await checking;
    checking = undefined;
    for (const diagnostic of found) {
      const list = diagnostic.severity === 'error' ? compilation.errors : compilation.warnings;
      list.push(toWebpackError(compiler, diagnostic, options.root));
    }
  });
  compiler.hooks.shouldEmit.tap('TypesPlugin', () => (hasErrors(found) ? false : undefined));
}

export function notChecked(reason: string): Diagnostic {
  return { severity: 'warning', code: 'TYPES_NOT_CHECKED', message: `Types are not checked: ${reason}` };
}
