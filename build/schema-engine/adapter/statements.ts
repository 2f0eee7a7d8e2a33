/** What may hold a `;` that ends no statement: comments, strings, quoted names, bodies in dollar quotes. */
const SKIPPED =
  /--[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/|\b[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$)[\s\S]*?\1/g;

/**
 * Whether the script surely is one statement. A script that is hard to tell (comments within comments) may be
 * called several: that is the safe side.
 */
export function isSingleStatement(script: string): boolean {
  const bare = script.replace(SKIPPED, (skipped) => (/^(--|\/\*)/.test(skipped) ? ' ' : 'x'));
  return bare.split(';').filter((part) => part.trim() !== '').length === 1;
}
