import path from 'node:path';
import webpack, { type Compiler, type Configuration, type Stats } from 'webpack';
import { problemsOf } from './compile-errors';

type Mode = 'production' | 'development';

/** Differences from the compiler that `webpack --mode …` would make. */
export interface CompilerOptions {
  /** Another output folder, absolute. */
  output?: string | undefined;
  /** The values of `--env …`. @default nothing */
  environment?: object;
}

/** A compiler of the project's own `webpack.config.js`. */
export function createCompiler(
  root: string,
  mode: Mode,
  { output, environment = {} }: CompilerOptions = {},
): Compiler {
  const load: (environment: object, options: { mode: Mode }) => Configuration = require(
    path.join(root, 'webpack.config.js'),
  );
  const configuration = load(environment, { mode });
  if (output !== undefined) configuration.output = { ...configuration.output, path: output };
  const compiler = webpack(configuration);
  if (compiler === null) throw new Error('webpack did not make a compiler from webpack.config.js.');
  return compiler;
}

/** Absolute path of the server's bundle. */
export function bundleOf(compiler: Compiler): string {
  return path.join(compiler.outputPath, 'main.js');
}

/** Builds once. Throws with all errors when there are any; nothing is emitted then. */
export async function buildOnce(compiler: Compiler): Promise<Stats> {
  const stats = await new Promise<Stats>((resolve, reject) => {
    compiler.run((error, result) => {
      if (result) resolve(result);
      else reject(error ?? new Error('webpack ended without a result.'));
    });
  });
  await new Promise((resolve) => compiler.close(resolve));
  if (stats.hasErrors()) throw new Error(problemsOf(stats, compiler.context, 'error').join('\n\n'));
  return stats;
}

/** The packages that Node loads at run time, and that are not in the bundle. */
export function externalsOf({ compilation }: Stats): string[] {
  const { ExternalModule } = compilation.compiler.webpack;
  const externals = [...compilation.modules].filter((module) => module instanceof ExternalModule);
  return externals.map((module) => module.userRequest).sort();
}
