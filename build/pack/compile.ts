import path from 'node:path';
import ts from 'typescript';

/** What to compile. */
export interface Compilation {
  /** Folder of the package, and where its compiled files go; absolute. */
  source: string;
  staged: string;
  /** TypeScript files, relative to the folder. */
  files: readonly string[];
  /** Ambient declarations of the packages that it uses; absolute. */
  ambient: readonly string[];
  /** Folders with the declarations of the packages that it uses, by name. */
  types: Readonly<Record<string, string>>;
}

/** Compiles to CommonJS with declarations and source maps. Throws an error with TypeScript's diagnostics. */
export function compile({ source, staged, files, ambient, types }: Compilation): void {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts'],
    module: ts.ModuleKind.CommonJS,
    // Node's own resolution would refuse each import without an extension.
    moduleResolution: ts.ModuleResolutionKind.Node10,
    ignoreDeprecations: '6.0',
    rootDir: source,
    outDir: staged,
    declaration: true,
    sourceMap: true,
    // The sources are not published: the maps hold them.
    inlineSources: true,
    esModuleInterop: true,
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
    strict: true,
    skipLibCheck: true,
    types: ['node'],
    typeRoots: [path.resolve(source, '../node_modules/@types')],
    paths: Object.fromEntries(
      Object.entries(types).flatMap(([name, folder]) => [
        [name, [folder]],
        [`${name}/*`, [`${folder}/*`]],
      ]),
    ),
  };
  const program = ts.createProgram([...ambient, ...files.map((file) => path.join(source, file))], options);
  const problems = [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics];
  if (problems.length === 0) return;
  throw new Error(
    ts.formatDiagnostics(problems, {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => source,
      getNewLine: () => '\n',
    }),
  );
}
