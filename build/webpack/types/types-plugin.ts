import fs from 'node:fs';
import path from 'node:path';
import type { TypeCheckerOptions } from '../../types';
import { compilerOf } from '../compiler';
import { checkBeforeEmitting } from './check-before-emitting';
import { checkBesideWatching } from './check-beside-watching';

export interface TypesPluginOptions {
  /**
   * Absolute path of the project, whose `typescript` checks.
   * @default the compiler's `context`
   */
  root?: string;
  /**
   * TypeScript's configuration, relative to the root.
   * @default `tsconfig.build.json` when there is one, else `tsconfig.json`
   */
  configFile?: string;
}

/**
 * Checks types in a separate process, because swc and similar compilers don't. In a build, type errors are errors of the
 * build, and the last good bundle stays. While watching, they are only reported and block nothing: see `onTypesChecked`.
 */
export class TypesPlugin {
  readonly #options: TypesPluginOptions;

  constructor(options: TypesPluginOptions = {}) {
    this.#options = options;
  }

  /** @param bundler the compiler of webpack or Rspack */
  apply(bundler: object): void {
    const compiler = compilerOf(bundler);
    const { root = compiler.context, configFile = defaultConfigFile(root) } = this.#options;
    const options: TypeCheckerOptions = { root, configFile: path.resolve(root, configFile) };
    checkBeforeEmitting(compiler, options);
    checkBesideWatching(compiler, options);
  }
}

function defaultConfigFile(root: string): string {
  const ofBuilds = 'tsconfig.build.json';
  return fs.existsSync(path.join(root, ofBuilds)) ? ofBuilds : 'tsconfig.json';
}
