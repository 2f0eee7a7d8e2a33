import { argumentOf, fieldNames, parseArguments, parseAttributes } from '../../schema/members/attributes';
import type { Member } from '../../schema/members/member';
import type { Whole } from '../part';
import type { FreeNames } from './free-names';
import { capitalized } from './names';

/** The lines that give a relation a foreign key. */
export interface KeyLines {
  /** Such as `@relation("Tree", fields: [parentId], references: [id])`. */
  relation: string;
  /** The fields of the foreign key, such as `parentId Int?`. */
  fields: string[];
}

/** What else determines a foreign key. */
export interface KeyOptions {
  /** The relation's name, as it is written. */
  relation: string | undefined;
  optional: boolean;
  /** Free names in the model that gets the foreign key. */
  free: FreeNames;
}

/**
 * The foreign key of a relation field of `whole` that refers to `target`: fields like those of its id. Uses an existing
 * field that looks as if it were meant. Undefined when the id can't be read.
 */
export function keyLines(
  whole: Whole,
  field: string,
  target: Whole,
  { relation, optional, free }: KeyOptions,
): KeyLines | undefined {
  const id = idOf(target);
  if (id.length === 0) return undefined;
  const written = membersOf(whole);
  const keys = id.map(({ name, type, rest }) => {
    const usual = `${field}${capitalized(name)}`;
    const known = written.find((each) => each.name === usual)?.type;
    if (known?.name === type?.name && known?.list === false && known.optional === optional)
      return { key: usual };
    const native = /@\s*db\.\w+(?:\([^)]*\))?/.exec(rest)?.[0];
    const key = free.take(usual);
    return {
      key,
      line: `${key} ${type?.name}${optional ? '?' : ''}${native === undefined ? '' : ` ${native}`}`,
    };
  });
  const fields = `fields: [${keys.map(({ key }) => key).join(', ')}]`;
  const references = `references: [${id.map(({ name }) => name).join(', ')}]`;
  const name = relation === undefined ? '' : `${relation}, `;
  return {
    relation: `@relation(${name}${fields}, ${references})`,
    fields: keys.flatMap(({ line }) => line ?? []),
  };
}

/** The fields of a model's id. */
function idOf(whole: Whole): Member[] {
  const known = ids.get(whole) ?? readId(membersOf(whole));
  ids.set(whole, known);
  return known;
}

/** Searched once in a model, for any number of fields. */
const ids = new WeakMap<Whole, Member[]>();

function readId(members: readonly Member[]): Member[] {
  const single = members.find(
    ({ kind, rest }) =>
      kind === 'field' && rest.includes('@') && parseAttributes(rest).some(({ name }) => name === 'id'),
  );
  if (single !== undefined) return [single];
  const compound = members.find(({ kind, name }) => kind === 'attribute' && name === 'id');
  const { values } = parseArguments(compound?.rest ?? '', compound?.rest.indexOf('(') ?? 0);
  const names = fieldNames(argumentOf(values, 'fields', true)) ?? [];
  return names.flatMap((each) => members.find(({ kind, name }) => kind === 'field' && name === each) ?? []);
}

function membersOf({ owner, extensions }: Whole): Member[] {
  return [owner, ...extensions].flatMap(({ members }) => members);
}
