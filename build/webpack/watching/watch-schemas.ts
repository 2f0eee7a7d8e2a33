import fs from 'node:fs';
import type { Compiler } from 'webpack';
import type { Composition } from '../composition';

/** Makes the bundler watch the schemas, and the folders where new ones may appear. */
export function watchSchemas(compiler: Compiler, composition: Composition): void {
  compiler.hooks.afterCompile.tap('DatabaseSchemaPlugin', (compilation) => {
    const { files, directories } = composition.outcome.watch;
    for (const [paths, dependencies] of [
      [files, compilation.fileDependencies],
      [directories, compilation.contextDependencies],
    ] as const) {
      for (const path of paths) {
        // A missing path would otherwise count as removed after every build.
        (fs.existsSync(path) ? dependencies : compilation.missingDependencies).add(path);
      }
    }
  });
}
