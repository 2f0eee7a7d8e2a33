import type { Compilation, Compiler, WebpackError } from 'webpack';
import { type Diagnostic, formatDiagnostic } from '../diagnostics';
import type { Composition } from './composition';

/** Makes each diagnostic an error or a warning of the compilation, at its own file and line. */
export function reportDiagnostics(compiler: Compiler, composition: Composition, root: string): void {
  compiler.hooks.thisCompilation.tap('DatabaseSchemaPlugin', (compilation: Compilation) => {
    for (const diagnostic of composition.outcome.diagnostics) {
      const list = diagnostic.severity === 'error' ? compilation.errors : compilation.warnings;
      list.push(toWebpackError(compiler, diagnostic, root));
    }
  });
}

function toWebpackError(compiler: Compiler, diagnostic: Diagnostic, root: string): WebpackError {
  const error = new compiler.webpack.WebpackError(formatDiagnostic(diagnostic, { root, color: false }));
  error.name = 'DatabaseSchemaError';
  // The message says all; the plugin's own stack would only hide it.
  error.hideStack = true;
  if (diagnostic.file !== undefined) error.file = diagnostic.file;
  if (diagnostic.line !== undefined) {
    // Webpack counts columns from 0.
    error.loc = { start: { line: diagnostic.line, column: (diagnostic.column ?? 1) - 1 } };
  }
  return error;
}
