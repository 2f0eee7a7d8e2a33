import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import webpack, { type Compiler, type Configuration, type Stats } from 'webpack';

type Mode = 'production' | 'development';

/**
 * A compiler of the project's own `webpack.config.js`, as `webpack --mode …` would make it. `output` is another folder for
 * what it makes.
 */
export function createCompiler(root: string, mode: Mode, output?: string): Compiler {
  const load: (environment: object, options: { mode: Mode }) => Configuration = require(
    path.join(root, 'webpack.config.js'),
  );
  const configuration = load({}, { mode });
  if (output !== undefined) configuration.output = { ...configuration.output, path: output };
  const compiler = webpack(configuration);
  if (compiler === null) throw new Error('webpack.config.js makes no compiler.');
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
  if (stats.hasErrors()) throw new Error(describe(stats));
  return stats;
}

/** Errors and warnings, as the terminal shows them. */
export function describe(stats: Stats): string {
  return stats.toString({ preset: 'errors-warnings', colors: false, errorDetails: false }).trim();
}

/** The errors alone, each with its place, one below the other: for a page. */
export function errorsOf(stats: Stats): string {
  const { errors = [] } = stats.toJson({ all: false, errors: true, errorDetails: false });
  const texts = errors.map(({ file, moduleName, loc, message }) =>
    // A message that knows its own file begins with the place.
    file !== undefined || moduleName === undefined
      ? message
      : `${moduleName}${loc ? `:${loc}` : ''}\n${message}`,
  );
  return stripVTControlCharacters(texts.join('\n\n'));
}

/** The packages that the bundle leaves to Node. */
export function externalsOf({ compilation }: Stats): string[] {
  const { ExternalModule } = compilation.compiler.webpack;
  const externals = [...compilation.modules].filter((module) => module instanceof ExternalModule);
  return externals.map((module) => module.userRequest).sort();
}
