import type { Problem } from '../composition/findings';
import type { Clash } from './clashes';
import { maxBytes } from './identifier';
import type { DatabaseName } from './name';
import type { Flaw } from './spelling';
import { capital, fixFor, whatOf } from './words';

/** How many of the others the message names. */
const shown = 5;

export function taken({ one, others }: Clash, isFree: (name: string) => boolean): Problem {
  const some = others.slice(0, shown);
  const more = others.length - some.length;
  const names = [...some.map(whatOf), ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return {
    code: 'DATABASE_NAME_TAKEN',
    message: `${capital(whatOf(one))} and ${names} would have the same name in the database: "${one.name}".${reason(one, others)}`,
    hint: `rename one of them; here with ${fixFor(one, isFree)}`,
    related: some.map((other) => ({ ...placeOf(other), message: `${whatOf(other)} is here` })),
  };
}

export function reserved(name: DatabaseName, what: string, isFree: (name: string) => boolean): Problem {
  return {
    code: 'DATABASE_NAME_RESERVED',
    message: `${capital(whatOf(name))} can't be called "${name.name}" in the database: that is ${what}.`,
    hint: `rename it with ${fixFor(name, isFree)}`,
  };
}

export function misspelled(name: DatabaseName, flaw: Flaw, isFree: (name: string) => boolean): Problem {
  const messages = {
    long: `is too long: PostgreSQL cuts "${name.name}" after ${maxBytes} bytes, and each migration would create it again`,
    empty: 'is empty',
    quote: `contains a quotation mark, which Prisma can't write into a migration: ${JSON.stringify(name.name)}`,
  };
  return {
    code: flaw === 'long' ? 'DATABASE_NAME_TOO_LONG' : 'DATABASE_NAME_INVALID',
    message: `The name of ${whatOf(name)} in the database ${messages[flaw]}.`,
    hint: `rename it with ${fixFor(name, isFree)}`,
  };
}

function reason(one: DatabaseName, others: readonly DatabaseName[]): string {
  const kinds = [one, ...others].map(({ kind }) => kind);
  if (kinds.includes('list type')) return ' PostgreSQL names the array type with a leading `_`.';
  if (kinds.includes('enum')) return ' PostgreSQL keeps tables and types in one namespace.';
  if (kinds.some((kind) => kind === 'value' || kind.startsWith('join'))) return '';
  return ' PostgreSQL keeps tables, indexes and sequences in one namespace.';
}

function placeOf({ part, spot }: DatabaseName): { file: string; line: number; column: number } {
  const { file, line, column } = part.range(spot.offset, spot.end);
  return { file, line, column };
}
