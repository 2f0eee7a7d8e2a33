import type { Statement } from '../../sql';

/** A new text for a part of a script. */
export interface Edit {
  at: number;
  end: number;
  text: string;
}

/** Applies edits that do not overlap. */
export function edited(script: string, edits: readonly Edit[]): string {
  const backwards = [...edits].sort((a, b) => b.at - a.at);
  return backwards.reduce(
    (text, { at, end, text: other }) => text.slice(0, at) + other + text.slice(end),
    script,
  );
}

/** Removes a statement, and its line if nothing else is on it. */
export function removal(script: string, { at, end }: Statement): Edit {
  const behind = /^;?[ \t]*\n?/.exec(script.slice(end))?.[0] ?? '';
  return { at, end: end + behind.length, text: '' };
}
