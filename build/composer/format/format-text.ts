import { forgetPrisma, prisma } from '../check/prisma';
import { parseSchema } from '../schema/parse';
import { unusedIn } from './unused-name';

/** A text in Prisma's own format, or the reason why it was not formatted. */
export type Formatted = { text: string } | { reason: string };

const options = JSON.stringify({
  textDocument: { uri: 'file:///schema.prisma' },
  options: { tabSize: 2, insertSpaces: true },
});

/**
 * Formats one component schema without syntax errors, with Prisma's own formatter: its types may be unknown. Keeps the
 * line ends. Never throws.
 *
 * Prisma's formatter loses the text after the brace that opens a block, and adds missing back-relations between the
 * models that it knows. So that text gets its own line, and the formatter gets no model name here.
 */
export function formatText(text: string): Formatted {
  if (text.trim() === '') return { text };
  const unix = text.replace(/\r\n?/g, '\n');
  const { names, anonymous, prefix } = withoutNames(unix);
  try {
    const formatted = again(anonymous).replace(
      new RegExp(String.raw`${prefix}(\d+)`, 'g'),
      (_, at: string) => names[Number(at)] ?? '',
    );
    if (lettersOf(formatted) !== lettersOf(unix))
      return { reason: "Prisma's formatter would lose or add something in this file" };
    return { text: endsWithReturns(text) ? formatted.replaceAll('\n', '\r\n') : formatted };
  } catch (error) {
    forgetPrisma();
    return { reason: `Prisma's formatter crashed: ${error instanceof Error ? error.message : error}` };
  }
}

/** Formats until nothing changes any more. */
function again(text: string): string {
  let formatted = text;
  for (let round = 0; round < 3; round++) {
    const files: [string, string][] = JSON.parse(
      prisma().format(JSON.stringify([['schema.prisma', formatted]]), options),
    );
    const next = files[0]?.[1] ?? '';
    if (next === formatted) break;
    formatted = next;
  }
  return formatted;
}

/** Gives the blocks names that nothing refers to, and moves the text after their opening braces to the next line. */
function withoutNames(text: string): { names: string[]; anonymous: string; prefix: string } {
  const prefix = unusedIn(text);
  const { blocks } = parseSchema(text);
  let anonymous = '';
  let at = 0;
  for (const [index, { name, nameOffset }] of blocks.entries()) {
    const behind = nameOffset + name.length;
    const brace = text.indexOf('{', behind) + 1;
    anonymous += `${text.slice(at, nameOffset)}${prefix}${index}${text.slice(behind, brace)}`;
    at = brace;
    const end = text.indexOf('\n', brace);
    if (end !== -1 && text.slice(brace, end).trim() !== '') anonymous += '\n';
  }
  return { names: blocks.map(({ name }) => name), anonymous: anonymous + text.slice(at), prefix };
}

/**
 * Everything except blanks and commas after a last argument, sorted: lines may change places, and comments of several
 * lines get asterisks.
 */
function lettersOf(text: string): string {
  const written = text.replace(/[\s*]/g, '').replace(/,(?=[)\]])/g, '');
  return [...written].sort().join('');
}

function endsWithReturns(text: string): boolean {
  const returns = text.match(/\r\n/g)?.length ?? 0;
  return returns * 2 > (text.match(/\n/g)?.length ?? 0);
}
