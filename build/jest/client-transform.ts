import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import type TypeScript from 'typescript';

/** The part of Jest's settings that a transformer gets. */
interface TransformOptions {
  config: { rootDir: string };
}

/** The file of a generated client that loads Prisma's query compiler with `import()`. */
export const clientClass = '[\\\\/]internal[\\\\/]class\\.[cm]?ts$';

/**
 * The version of the project's TypeScript; undefined when it has none that compiles, as from version 7 on. Does not load
 * it, which takes longer than a small test.
 *
 * @param root a folder of the project, absolute
 */
export function compilerVersion(root: string): string | undefined {
  try {
    const { version }: { version: string } = requireOf(root)('typescript/package.json');
    return Number.parseInt(version, 10) < 7 ? version : undefined;
  } catch {
    return undefined;
  }
}

const requireOf = (root: string) => createRequire(path.join(root, 'package.json'));

/**
 * Jest's transformer for that file. Under `"module": "nodenext"` ts-jest leaves `import()` as it is, and Jest refuses to
 * run it without `--experimental-vm-modules`: here it becomes `require`.
 */
function process(text: string, file: string, { config }: TransformOptions): { code: string } {
  if (compilerVersion(config.rootDir) === undefined)
    throw new Error(`${file} can't be compiled: install typescript, before version 7.`);
  const ts: typeof TypeScript = requireOf(config.rootDir)('typescript');
  const { outputText } = ts.transpileModule(text, {
    fileName: file,
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
      inlineSourceMap: true,
    },
  });
  return { code: outputText };
}

function getCacheKey(text: string, file: string, { config }: TransformOptions): string {
  const version = compilerVersion(config.rootDir);
  return createHash('sha256').update(`${version}\0${file}\0${text}`).digest('hex');
}

// Jest takes the default export of a module with `__esModule`.
export default { process, getCacheKey };
