import { argumentsAt, argumentsOf, mappedName } from '../../names/written';
import { type Argument, argumentOf, parseAttributes } from '../../schema/members/attributes';
import type { Member } from '../../schema/members/member';

/** Attributes that a block may have only once. */
const once = new Set(['id', 'map', 'ignore']);

/** Something that a model or enum can have only once: in the schema, or in the database. */
export interface Key {
  kind: 'name' | 'id' | 'attribute' | 'column' | 'value' | 'index';
  text: string;
  /** Must be free, but is not taken by this: a field's own name, which no other field's column may have in Prisma. */
  asked?: true;
}

/** What a member occupies; `isModel` knows the field types that are not columns. */
export function keysOf(member: Member, isModel: (type: string) => boolean): Key[] {
  const { kind, name, rest, type } = member;
  if (kind === 'attribute') return attributeKeys(member);
  if (kind === 'other') return [];
  if (kind === 'value') return [key('name', name), key('value', mappedName(member))];
  const isColumn = type !== undefined && !isModel(type.name);
  const column = isColumn
    ? [key('column', mappedName(member)), { ...key('column', name), asked: true as const }]
    : [];
  const isId = rest.includes('@') && parseAttributes(rest).some((each) => each.name === 'id');
  const unique = argumentsAt(member, 'unique');
  return [
    key('name', name),
    ...(isId ? [key('id', '')] : []),
    ...column,
    ...(unique === undefined
      ? []
      : [indexKey('unique', [{ name: 'fields', value: `[${name}]` }, ...unique])]),
  ];
}

function attributeKeys(member: Member): Key[] {
  const { name } = member;
  if (name === 'id') return [key('id', '')];
  if (once.has(name)) return [key('attribute', name)];
  if (name !== 'index' && name !== 'unique') return [];
  const values = argumentsOf(member);
  const fields = argumentOf(values, 'fields', true) ?? '';
  const others = values.filter((each) => each.name !== undefined && each.name !== 'fields');
  return [indexKey(name, [{ name: 'fields', value: fields }, ...others])];
}

/** The same for two indexes of the same fields with the same options. */
function indexKey(kind: string, values: readonly Argument[]): Key {
  const said = values.map(({ name, value }) => `${name}:${value.replace(/\s+/g, '')}`).sort();
  return key('index', [kind, ...said].join(' '));
}

function key(kind: Key['kind'], text: string): Key {
  return { kind, text };
}
