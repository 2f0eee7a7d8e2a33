import type { Problem } from '../composition/findings';
import type { Clash } from './clashes';
import { cut, maxBytes } from './identifier';
import type { DatabaseName } from './name';
import type { Flaw } from './spelling';

/** As many of the others as help a reader. */
const shown = 5;

export function taken({ one, others }: Clash, isFree: (name: string) => boolean): Problem {
  const some = others.slice(0, shown);
  const more = others.length - some.length;
  const names = [...some.map(({ what }) => what), ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return {
    code: 'DATABASE_NAME_TAKEN',
    message: `${capital(one.what)} and ${names} would have the same name in the database: "${one.name}".${reason(one, others)}`,
    hint: `rename one of them; here with ${fix(one, isFree)}`,
    related: some.map((other) => ({ ...placeOf(other), message: `${other.what} is here` })),
  };
}

export function reserved(name: DatabaseName, what: string, isFree: (name: string) => boolean): Problem {
  return {
    code: 'DATABASE_NAME_RESERVED',
    message: `${capital(name.what)} can't be called "${name.name}" in the database: that is ${what}.`,
    hint: `rename it with ${fix(name, isFree)}`,
  };
}

export function misspelled(name: DatabaseName, flaw: Flaw, isFree: (name: string) => boolean): Problem {
  const messages = {
    long: `is too long: "${name.name}" is cut by PostgreSQL after ${maxBytes} bytes, and each migration would make it anew`,
    empty: 'is empty',
    quote: `holds a quotation mark, which Prisma can't write into a migration: ${JSON.stringify(name.name)}`,
  };
  return {
    code: flaw === 'long' ? 'DATABASE_NAME_TOO_LONG' : 'DATABASE_NAME_INVALID',
    message: `The name of ${name.what} in the database ${messages[flaw]}.`,
    hint: `rename it with ${fix(name, isFree)}`,
  };
}

function reason(one: DatabaseName, others: readonly DatabaseName[]): string {
  const kinds = [one, ...others].map(({ kind }) => kind);
  if (kinds.includes('list type')) return ' PostgreSQL puts `_` before the name of the type of lists.';
  if (kinds.includes('enum')) return ' PostgreSQL keeps tables and types in one list of names.';
  if (kinds.some((kind) => kind === 'value' || kind.startsWith('join'))) return '';
  return ' PostgreSQL keeps tables, indexes and sequences in one list of names.';
}

/** What to write, so that it works when it is done. */
function fix(name: DatabaseName, isFree: (name: string) => boolean): string {
  const free = freeName(name.subject, (candidate) =>
    isFree(name.kind.startsWith('join') ? `_${candidate}` : candidate),
  );
  switch (name.kind) {
    case 'table':
    case 'view':
    case 'enum':
    case 'list type':
      return `\`@@map("${free}")\``;
    case 'join table':
    case 'join index':
      return `\`@relation("${free}")\`${name.bothSides === true ? ' on both fields of the relation' : ''}`;
    case 'primary key':
    case 'index':
    case 'constraint':
      return `\`map: "${free}"\` in its attribute`;
    default:
      return `\`@map("${free}")\``;
  }
}

/** A name that nothing has, short enough for all that is made of it. */
function freeName(subject: string, isFree: (name: string) => boolean): string {
  const plain = subject.replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_|_$/g, '') || 'renamed';
  const base = cut(plain, 40);
  let free = base;
  for (let count = 2; !isFree(free); count++) free = `${base}_${count}`;
  return free;
}

function placeOf({ part, offset, end }: DatabaseName): { file: string; line: number; column: number } {
  const { file, line, column } = part.range(offset, end);
  return { file, line, column };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
