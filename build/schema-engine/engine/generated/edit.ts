import type { Statement } from '../../sql';

/** Another text for a part of a script. */
export interface Edit {
  at: number;
  end: number;
  text: string;
}

/** Does edits that do not overlap. */
export function edited(script: string, edits: readonly Edit[]): string {
  const backwards = [...edits].sort((a, b) => b.at - a.at);
  return backwards.reduce(
    (text, { at, end, text: other }) => text.slice(0, at) + other + text.slice(end),
    script,
  );
}

/** Takes a statement out, and its line if it has one for itself. */
export function removal(script: string, { at, end }: Statement): Edit {
  const behind = /^;?[ \t]*\n?/.exec(script.slice(end))?.[0] ?? '';
  return { at, end: end + behind.length, text: '' };
}
