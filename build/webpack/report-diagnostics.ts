import fs from 'node:fs';
import type { Compilation, Compiler, WebpackError } from 'webpack';
import { type Diagnostic, formatDiagnostic } from '../diagnostics';
import type { Composition } from './composition';

const errorName = 'DatabaseSchemaError';

/** Makes each diagnostic an error or a warning of the compilation, at its own file and line. */
export function reportDiagnostics(compiler: Compiler, composition: Composition, root: string): void {
  compiler.hooks.thisCompilation.tap('DatabaseSchemaPlugin', (compilation: Compilation) => {
    for (const diagnostic of composition.outcome.diagnostics) {
      const list = diagnostic.severity === 'error' ? compilation.errors : compilation.warnings;
      list.push(toWebpackError(compiler, diagnostic, root));
    }
  });
  // As long as nothing was ever published, each import of the client fails as well: the schema's fault alone is news.
  compiler.hooks.afterCompile.tap('DatabaseSchemaPlugin', (compilation: Compilation) => {
    const { ok, outputs } = composition.outcome;
    if (ok || outputs.every((output) => fs.existsSync(output))) return;
    compilation.errors = compilation.errors.filter(({ name }) => name === errorName);
  });
}

function toWebpackError(compiler: Compiler, diagnostic: Diagnostic, root: string): WebpackError {
  const error = new compiler.webpack.WebpackError(formatDiagnostic(diagnostic, { root, color: false }));
  error.name = errorName;
  // The message says all; the plugin's own stack would only hide it.
  error.hideStack = true;
  if (diagnostic.file !== undefined) error.file = diagnostic.file;
  if (diagnostic.line !== undefined) {
    // Webpack counts columns from 0.
    error.loc = { start: { line: diagnostic.line, column: (diagnostic.column ?? 1) - 1 } };
  }
  return error;
}
