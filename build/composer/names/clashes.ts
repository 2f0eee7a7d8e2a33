import type { NameKind } from './kind';
import type { DatabaseName } from './name';

/** A name that others have too, in one of PostgreSQL's namespaces. */
export interface Clash {
  one: DatabaseName;
  others: DatabaseName[];
}

/** Tables, indexes and sequences share one namespace. */
const relations: readonly NameKind[] = [
  'table',
  'view',
  'join table',
  'join index',
  'primary key',
  'index',
  'sequence',
];
/** A table is also a type, and a sequence may not have the name of a type. */
const types: readonly NameKind[] = ['table', 'view', 'join table', 'sequence', 'enum', 'list type'];

/** Prisma compares all names of these kinds itself, and reports them; PostgreSQL numbers sequences: no two clash. */
const settled: readonly (readonly NameKind[])[] = [
  ['table', 'view'],
  ['primary key', 'index'],
  ['enum'],
  ['sequence'],
];

/** The names that exist twice, and that Prisma does not report. */
export function clashesIn(names: readonly DatabaseName[]): Clash[] {
  const reported = new Set<string>();
  return [
    ...twice(names, relations, () => true, reported),
    ...twice(names, types, (one, other) => isType(one) || isType(other), reported),
    ...twice(names, ['value'], () => true, reported),
  ].filter(({ others }) => others.length > 0);
}

function twice(
  names: readonly DatabaseName[],
  kinds: readonly NameKind[],
  matters: (one: DatabaseName, other: DatabaseName) => boolean,
  reported: Set<string>,
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
          other !== one &&
          !areSettled(one, other) &&
          matters(one, other) &&
          !reported.has(pairOf(one, other)),
      ),
    }));
    // If two relations have one table, their indexes clash as well: that is not reported again.
    for (const { one, others } of clashes) for (const other of others) reported.add(pairOf(one, other));
    return clashes;
  });
}

function areSettled(one: DatabaseName, other: DatabaseName): boolean {
  return settled.some((kinds) => kinds.includes(one.kind) && kinds.includes(other.kind));
}

function isType({ kind }: DatabaseName): boolean {
  return kind === 'enum' || kind === 'list type';
}

/** Equal for two names of the same two places. */
function pairOf(one: DatabaseName, other: DatabaseName): string {
  return JSON.stringify([one, other].map(({ part, spot }) => `${part.schema.file} ${spot.offset}`));
}
