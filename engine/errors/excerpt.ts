import { placeOf } from '../sql';

const LINES_BEFORE = 5;
const BOLD = '\u001b[1m';
const RED = '\u001b[1;31m';
const PLAIN = '\u001b[0m';

/**
 * Where in a script the error is: line and column, and the numbered line under the lines before it. Empty when the
 * position is unknown.
 * @param file the script's name, if it has one.
 */
export function scriptExcerpt(script: string, offset: number | undefined, file?: string): string {
  if (offset === undefined) return '';
  const { line, column } = placeOf(script, offset);
  const first = Math.max(1, line - LINES_BEFORE);
  const numbered = script
    .split('\n')
    .slice(first - 1, line)
    .map((text, index) => {
      const number = first + index;
      const shown = text.replace(/\r$/, '');
      const label = `${BOLD}${String(number).padStart(3)}${PLAIN}`;
      return number === line ? `${label}${RED} ${shown}${PLAIN}` : `${label} ${shown}`;
    });
  const place = [...(file === undefined ? [] : [file]), line, column].join(':');
  return `\n\nPosition: ${place}\n${numbered.join('\n')}`;
}
