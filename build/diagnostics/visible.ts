/**
 * A text that is safe to show in a terminal: characters that would move the cursor, change colours, turn the reading
 * direction or start a new line become a mark. Names and messages may contain anything that is in a schema.
 */
export function visible(text: string): string {
  return text.replace(/(?![\t\n])[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, '\uFFFD');
}

/** The same for a name within a line: without line breaks and tabs too. */
export function oneLine(name: string): string {
  return visible(name).replace(/[\t\n]/g, '\uFFFD');
}
