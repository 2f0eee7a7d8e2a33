import type { Outcome } from '../../composer';
import { formatDiagnostic, wantsColor } from '../../diagnostics';

/** Shows what a run found and did, on stderr: the command's own output is on stdout. */
export async function report(root: string, { ok, diagnostics, written, removed }: Outcome): Promise<void> {
  const color = wantsColor(process.stderr, process.env);
  for (const diagnostic of diagnostics)
    process.stderr.write(`${formatDiagnostic(diagnostic, { root, color })}\n\n`);
  const done = ok
    ? `Composed: ${written.length + removed.length} files changed.`
    : 'The last good schema and client stay.';
  process.stderr.write(`${done}\n`);
}
