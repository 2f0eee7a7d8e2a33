/**
 * A text as a terminal may show it: what would move the cursor, change colours, turn the reading direction or begin a
 * line of its own is a mark instead. Names and messages may hold whatever stands in a schema.
 */
export function visible(text: string): string {
  return text.replace(/(?![\t\n])[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, '\uFFFD');
}

/** The same for a name within a line: no line break and no tab either. */
export function oneLine(name: string): string {
  return visible(name).replace(/[\t\n]/g, '\uFFFD');
}
