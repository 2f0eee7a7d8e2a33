import path from 'node:path';
import type { Compiler } from 'webpack';
import type { Composition } from './composition';

/**
 * Keeps generated files out of the source map: they are not debugged, and the client's part would be far larger than
 * that of the application, which costs time in each build and in each process that reads the map.
 */
export function spareSourceMaps(compiler: Compiler, composition: Composition): void {
  // After the bundler's own plugin, which asks for a map of every module.
  compiler.hooks.compilation.tap({ name: 'DatabaseSchemaPlugin', stage: 1000 }, (compilation) => {
    compilation.hooks.buildModule.tap('DatabaseSchemaPlugin', (module) => {
      const file = module.nameForCondition();
      if (!file) return;
      const generated = composition.outcome.outputs.some(
        (output) => file === output || file.startsWith(output + path.sep),
      );
      // Not supported by Rspack.
      if (generated) Reflect.set(module, 'useSourceMap', false);
    });
  });
}
