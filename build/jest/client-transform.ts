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
 * The project's TypeScript; undefined when it has none that compiles, as from version 7 on.
 *
 * @param root a folder of the project, absolute
 */
export function typescriptOf(root: string): typeof TypeScript | undefined {
  try {
    const found: Partial<typeof TypeScript> = createRequire(path.join(root, 'package.json'))('typescript');
    return isCompiler(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

function isCompiler(found: Partial<typeof TypeScript>): found is typeof TypeScript {
  return typeof found.transpileModule === 'function';
}

/**
 * Jest's transformer for that file. Under `"module": "nodenext"` ts-jest leaves `import()` as it is, and Jest refuses to
 * run it without `--experimental-vm-modules`: here it becomes `require`.
 */
function process(text: string, file: string, { config }: TransformOptions): { code: string } {
  const ts = typescriptOf(config.rootDir);
  if (ts === undefined) throw new Error(`${file} can't be compiled: install typescript, before version 7.`);
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
  const version = typescriptOf(config.rootDir)?.version;
  return createHash('sha256').update(`${version}\0${file}\0${text}`).digest('hex');
}

// Jest takes the default export of a module with `__esModule`.
export default { process, getCacheKey };
