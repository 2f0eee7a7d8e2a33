import fs from 'node:fs';
import type { Compilation, Compiler } from 'webpack';
import type { Composition } from './composition';
import { toWebpackError } from './webpack-error';

const errorName = 'DatabaseSchemaError';

/** Makes each diagnostic an error or a warning of the compilation, at its own file and line. */
export function reportDiagnostics(compiler: Compiler, composition: Composition, root: string): void {
  compiler.hooks.thisCompilation.tap('DatabaseSchemaPlugin', (compilation: Compilation) => {
    for (const diagnostic of composition.outcome.diagnostics) {
      const list = diagnostic.severity === 'error' ? compilation.errors : compilation.warnings;
      list.push(Object.assign(toWebpackError(compiler, diagnostic, root), { name: errorName }));
    }
  });
  // Before anything was published, each import of the client fails too: then only the errors of the schema matter.
  compiler.hooks.afterCompile.tap('DatabaseSchemaPlugin', (compilation: Compilation) => {
    const { ok, outputs } = composition.outcome;
    if (ok || outputs.every((output) => fs.existsSync(output))) return;
    compilation.errors = compilation.errors.filter(({ name }) => name === errorName);
  });
}
