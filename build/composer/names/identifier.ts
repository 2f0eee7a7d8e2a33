/** The maximal length of a name in PostgreSQL, in bytes: it cuts off the rest, and refuses longer enum labels. */
export const maxBytes = 63;

export function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}

/** The longest start of at most so many bytes that ends with a whole character: PostgreSQL and Prisma cut like this. */
export function cut(text: string, bytes = maxBytes): string {
  // A character has three bytes at most.
  if (3 * text.length <= bytes) return text;
  const encoded = Buffer.from(text);
  if (encoded.length <= bytes) return text;
  let end = bytes;
  // Not in the middle of a character: its other bytes begin with the bits 10.
  while (end > 0 && ((encoded[end] ?? 0) & 0xc0) === 0x80) end--;
  return encoded.subarray(0, end).toString();
}

/** Whether so many bytes end with a whole character. */
export function endsWhole(text: string, bytes: number): boolean {
  return ((Buffer.from(text)[bytes] ?? 0) & 0xc0) !== 0x80;
}
