import type { Compiler, WebpackError } from 'webpack';
import { type Diagnostic, formatDiagnostic } from '../diagnostics';

/** A diagnostic as an error of the compilation. */
export function toWebpackError(compiler: Compiler, diagnostic: Diagnostic, root: string): WebpackError {
  const error = new compiler.webpack.WebpackError(formatDiagnostic(diagnostic, { root, color: false }));
  // The message begins with the place, as an editor's terminal opens it. With `file` and `loc` the bundler would print
  // the place a second time, with columns from 0.
  error.hideStack = true;
  return error;
}
