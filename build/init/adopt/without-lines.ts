import type { Member } from '../../composer/schema/members/member';

/** A text without the lines of some members and the empty lines that would be left, and with lines inserted. */
export function withoutLines(
  text: string,
  members: readonly Member[],
  insertions: readonly { offset: number; text: string }[],
): string {
  const removed = new Set(members.map(({ line }) => line.offset));
  const added = new Map(insertions.map((one) => [one.offset, one.text]));
  const kept: string[] = [];
  let offset = 0;
  // Whether lines were removed since the last one that was kept.
  let wasRemoved = false;
  for (const line of text.split(/(?<=\n)/)) {
    const inserted = added.get(offset);
    if (inserted !== undefined) kept.push(inserted);
    if (removed.has(offset)) wasRemoved = true;
    else if (!wasRemoved || !isEmpty(line) || !opensOrIsEmpty(kept.at(-1))) {
      if (wasRemoved && line.trim() === '}' && isEmpty(kept.at(-1) ?? '')) kept.pop();
      kept.push(line);
      wasRemoved = false;
    }
    offset += line.length;
  }
  return kept.join('');
}

function isEmpty(line: string): boolean {
  return line.trim() === '';
}

function opensOrIsEmpty(line = ''): boolean {
  return isEmpty(line) || line.trimEnd().endsWith('{');
}
