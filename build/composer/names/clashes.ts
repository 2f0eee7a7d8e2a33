import type { NameKind } from './kind';
import type { DatabaseName } from './name';

/** A name that others have too, in one of PostgreSQL's lists of names. */
export interface Clash {
  one: DatabaseName;
  others: DatabaseName[];
}

/** Tables, indexes and sequences are one list. */
const relations: readonly NameKind[] = [
  'table',
  'view',
  'join table',
  'join index',
  'primary key',
  'index',
  'sequence',
];
/** A table is a type, too, and a sequence may not have the name of one. */
const types: readonly NameKind[] = ['table', 'view', 'join table', 'sequence', 'enum', 'list type'];

/** Of these kinds Prisma compares all names itself, and says so; two sequences never meet, since PostgreSQL counts them. */
const settled: readonly (readonly NameKind[])[] = [
  ['table', 'view'],
  ['primary key', 'index'],
  ['enum'],
  ['sequence'],
];

/** The names that are there twice, and that nobody but us tells of. */
export function clashesIn(names: readonly DatabaseName[]): Clash[] {
  const told = new Set<string>();
  return [
    ...twice(names, relations, () => true, told),
    ...twice(names, types, (one, other) => isType(one) || isType(other), told),
    ...twice(names, ['value'], () => true, told),
  ].filter(({ others }) => others.length > 0);
}

function twice(
  names: readonly DatabaseName[],
  kinds: readonly NameKind[],
  matters: (one: DatabaseName, other: DatabaseName) => boolean,
  told: Set<string>,
): Clash[] {
  const groups = new Map<string, DatabaseName[]>();
  for (const name of names) {
    if (!kinds.includes(name.kind)) continue;
    const key = `${name.within ?? ''}\0${name.name}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [name]);
    else group.push(name);
  }
  const several = [...groups.values()].filter(({ length }) => length > 1);
  return several.flatMap((group) => {
    const clashes = group.map((one) => ({
      one,
      others: group.filter(
        (other) =>
          other !== one && !areSettled(one, other) && matters(one, other) && !told.has(pairOf(one, other)),
      ),
    }));
    // Of two relations with one table the indexes meet as well: that is no news.
    for (const { one, others } of clashes) for (const other of others) told.add(pairOf(one, other));
    return clashes;
  });
}

function areSettled(one: DatabaseName, other: DatabaseName): boolean {
  return settled.some((kinds) => kinds.includes(one.kind) && kinds.includes(other.kind));
}

function isType({ kind }: DatabaseName): boolean {
  return kind === 'enum' || kind === 'list type';
}

/** The same for two names of the same two places. */
function pairOf(one: DatabaseName, other: DatabaseName): string {
  return JSON.stringify([one, other].map(({ part, spot }) => `${part.schema.file} ${spot.offset}`));
}
