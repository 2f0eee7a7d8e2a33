import { Composer } from '../composer';
import { oneLine } from '../diagnostics/visible';
import { type Finding, ok, problem, warning } from './finding';

/** Checks that the composed schema and the client are up to date with the component schemas. */
export async function examineSchema(root: string): Promise<Finding> {
  const topic = 'schema and client';
  const { ok: fresh, diagnostics, stale } = await new Composer({ root }).check();
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    const [first] = errors;
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
    const place = first?.file === undefined ? '' : `${oneLine(first.file)}:${first.line ?? 1}: `;
    return problem(topic, `${place}${first?.message}${more}`, 'run `npx prismosaic compose` to see them all');
  }
  if (fresh) return ok(topic, 'Both are up to date.');
  return warning(topic, `Not up to date: ${shorten(stale)}.`, 'run `npx prismosaic compose`');
}

function shorten(names: readonly string[]): string {
  const shown = names.slice(0, 3).map(oneLine).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
