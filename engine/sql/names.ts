import type { Token } from './tokens';

/** A name as PostgreSQL stores it; undefined for a token that is not a name. A keyword is a name here. */
export function nameOf(sql: string, { kind, at, end }: Token): string | undefined {
  const text = sql.slice(at, end);
  // Only ASCII: what else is lower-cased depends on the server's encoding, and in UTF-8 nothing is.
  if (kind === 'word') return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  if (kind !== 'name') return undefined;
  if (/^u&/i.test(text)) return unescaped(unquoted(text.slice(2)));
  return unquoted(text);
}

function unquoted(text: string): string {
  return text.replace(/^"|"$/g, '').replaceAll('""', '"');
}

/** Of a `U&"…"` name with the usual escape character. */
function unescaped(text: string): string {
  return text.replace(/\\(?:\\|\+([\da-f]{6})|([\da-f]{4}))/gi, (_, long?: string, short?: string) => {
    const digits = long ?? short;
    return digits === undefined ? '\\' : String.fromCodePoint(Number.parseInt(digits, 16) % 0x110000);
  });
}
