import { Composer } from '../../composer';
import { formatDiagnostic } from '../../diagnostics';

/** Composes and generates. Throws with every diagnostic when a schema has errors; what was published before stays. */
export async function compose(root: string): Promise<{ summary: string }> {
  const { ok, diagnostics, written, removed } = await new Composer({ root }).run();
  const text = diagnostics
    .map((diagnostic) => formatDiagnostic(diagnostic, { root, color: false }))
    .join('\n');
  if (!ok) throw new Error(`the component schemas have errors\n${text}`);
  if (text !== '') process.stderr.write(`${text}\n`);
  const changed = written.length + removed.length;
  return { summary: changed === 0 ? 'up to date' : `${changed} published` };
}
