/** A path in a configuration: the names of options, and indices of lists. */
export type Way = readonly (string | number)[];

/** Strings stay, comments become blanks of the same length. */
const token = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/**
 * The most likely place of an option in a configuration file; the file is a program, so it may be built elsewhere. Line
 * and column, from 1, of the last option of the path that is found, or of a string value after it.
 */
export function placeOf(
  text: string,
  way: Way,
  value?: unknown,
): { line: number; column: number } | undefined {
  const code = text.replace(token, (found) => (found.startsWith('/') ? found.replace(/[^\n]/g, ' ') : found));
  let at: number | undefined;
  let from = 0;
  for (const name of way) {
    if (typeof name === 'number') continue;
    const option = new RegExp(
      `(?<![\\w$.-])(?:${literally(name)}|"${literally(name)}"|'${literally(name)}')\\s*:`,
      'g',
    );
    option.lastIndex = from;
    const found = option.exec(code);
    if (found === null) break;
    at = found.index;
    from = option.lastIndex;
  }
  if (at !== undefined && typeof value === 'string') {
    const written = ['"', "'", '`'].map((quote) => code.indexOf(`${quote}${value}${quote}`, from));
    at = Math.min(...written.filter((found) => found !== -1), Number.POSITIVE_INFINITY);
    if (at === Number.POSITIVE_INFINITY) at = from - 1;
  }
  if (at === undefined) return undefined;
  const lines = code.slice(0, at).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
