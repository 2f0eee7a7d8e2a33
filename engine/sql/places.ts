/** A place in a text, from 1; columns in UTF-16 units, as editors count. */
export interface Place {
  line: number;
  column: number;
}

/** Line and column of an offset in UTF-16 units. */
export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: before.length - start + 1 };
}

/** The offset of a position that PostgreSQL reports: it counts characters from 1, JavaScript UTF-16 units from 0. */
export function offsetOf(text: string, position: number): number {
  let offset = 0;
  for (let left = position - 1; left > 0 && offset < text.length; left--)
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  return offset;
}
