import { Composer } from '../composer';
import { compilerOf } from './compiler';
import { composeBeforeCompiling } from './compose-before-compiling';
import { Composition, type SchemaComposer } from './composition';
import { keepLastGoodBundle } from './keep-last-good-bundle';
import { reportDiagnostics } from './report-diagnostics';
import { spareSourceMaps } from './spare-source-maps';
import { ignoreOutputs } from './watching/ignore-outputs';
import { lookAgain } from './watching/look-again';
import { watchSchemas } from './watching/watch-schemas';

export interface DatabaseSchemaPluginOptions {
  /**
   * Absolute path of the project: the folder with `prisma.config.ts`.
   * @default the compiler's `context`
   */
  root?: string;
  /**
   * What composes and generates.
   * @default a `Composer` of `root`
   */
  composer?: SchemaComposer;
}

/**
 * Composes the component schemas and generates the client before each compilation, once or watching.
 * An error in a schema is an error of the compilation, at the component's own file and line. Then nothing is emitted,
 * and the last good bundle stays.
 */
export class DatabaseSchemaPlugin {
  readonly #options: DatabaseSchemaPluginOptions;

  constructor(options: DatabaseSchemaPluginOptions = {}) {
    this.#options = options;
  }

  /** @param bundler the compiler of webpack or Rspack */
  apply(bundler: object): void {
    const compiler = compilerOf(bundler);
    const { root = compiler.context, composer = new Composer({ root }) } = this.#options;
    const composition = new Composition(composer);
    composeBeforeCompiling(compiler, composition);
    ignoreOutputs(compiler, composition);
    reportDiagnostics(compiler, composition, root);
    watchSchemas(compiler, composition);
    lookAgain(compiler, composition);
    keepLastGoodBundle(compiler, composition);
    spareSourceMaps(compiler, composition);
  }
}
