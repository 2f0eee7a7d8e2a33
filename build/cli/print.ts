import type { Diagnostic } from '../diagnostics/diagnostic';

/** Shows diagnostics to a person, on stderr, so that stdout stays free for the result. */
export async function printDiagnostics(root: string, diagnostics: readonly Diagnostic[]): Promise<void> {
  if (diagnostics.length === 0) return;
  const { formatDiagnostic } = await import('../diagnostics/format');
  const color = wantsColor(process.stderr, process.env);
  for (const diagnostic of diagnostics) {
    process.stderr.write(`${formatDiagnostic(diagnostic, { root, color })}\n\n`);
  }
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Colours only for a terminal, and not where the user said no; `FORCE_COLOR` says yes in any case. */
export function wantsColor(stream: { isTTY?: boolean }, environment: NodeJS.ProcessEnv): boolean {
  if (environment.NO_COLOR) return false;
  if (environment.FORCE_COLOR && environment.FORCE_COLOR !== '0') return true;
  return stream.isTTY === true && environment.TERM !== 'dumb';
}
