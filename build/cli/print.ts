import type { Diagnostic } from '../diagnostics/diagnostic';

/** Shows diagnostics to a person, on stderr, so that stdout stays free for the result. */
export async function printDiagnostics(root: string, diagnostics: readonly Diagnostic[]): Promise<void> {
  if (diagnostics.length === 0) return;
  const [{ formatDiagnostic }, { wantsColor }] = await Promise.all([
    import('../diagnostics/format'),
    import('../diagnostics/color'),
  ]);
  const color = wantsColor(process.stderr, process.env);
  for (const diagnostic of diagnostics) {
    process.stderr.write(`${formatDiagnostic(diagnostic, { root, color })}\n\n`);
  }
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
