import type { Part, Whole } from '../composition/part';
import { type Argument, argumentOf, fieldNames } from '../members/attributes';
import type { Member } from '../members/member';
import { foreignKeyName, indexName, primaryKeyName, sequenceName } from './defaults';
import type { DatabaseName, NameKind } from './name';
import { argumentsAt, argumentsOf, mapOf, mappedName, textOf } from './written';

type Place = Pick<DatabaseName, 'part' | 'offset' | 'end'>;

/** A model's fields that are columns, by their names in the schema. */
type Columns = ReadonlyMap<string, { member: Member; part: Part; name: string }>;

/** The names that a model or a view brings; `isModel` knows which types of fields are models. */
export function namesOfModel(whole: Whole, isModel: (type: string) => boolean): DatabaseName[] {
  const { name: model, kind } = whole.definition;
  const map = mapOf(whole);
  const table = map?.name ?? model;
  const place = map === undefined ? placeOfName(whole.owner) : placeOf(map.part, map.member);
  const subject = `${whole.definition.component}_${table}`;
  const own: DatabaseName =
    kind === 'view'
      ? { ...place, kind: 'view', name: table, what: `the view "${model}"`, subject }
      : { ...place, kind: 'table', name: table, what: `the table of the model "${model}"`, subject };
  // Prisma makes no view: what is in it has no name in the migrations.
  if (kind === 'view') return [own];
  const columns = columnsOf(whole, isModel);
  const within = new NamesWithin(model, table, columns);
  for (const { member, part, name } of columns.values()) within.column(part, member, name);
  for (const part of [whole.owner, ...whole.extensions]) {
    for (const member of part.members) {
      if (member.kind === 'attribute') within.attribute(part, member);
      else if (member.kind === 'field' && !columns.has(member.name)) within.relation(part, member);
    }
  }
  return [own, ...within.names];
}

class NamesWithin {
  readonly names: DatabaseName[] = [];

  constructor(
    readonly model: string,
    readonly table: string,
    readonly columns: Columns,
  ) {}

  column(part: Part, member: Member, name: string): void {
    const { model, table } = this;
    const place = placeOf(part, member);
    const title = `${model}.${member.name}`;
    this.names.push({
      ...place,
      kind: 'column',
      name,
      within: table,
      what: title,
      subject: `${name}_of_${table}`,
    });
    const id = argumentsAt(member, 'id');
    if (id !== undefined) this.#primaryKey(place, id);
    const unique = argumentsAt(member, 'unique');
    if (unique !== undefined) this.#index(place, unique, [name], true);
    if (argumentOf(argumentsAt(member, 'default') ?? [], 'value', true)?.startsWith('autoincrement(')) {
      const what = `the sequence of ${title}`;
      this.names.push({
        ...place,
        kind: 'sequence',
        name: sequenceName(table, name),
        what,
        subject: name,
        made: true,
      });
    }
  }

  attribute(part: Part, member: Member): void {
    const place = placeOf(part, member);
    const values = argumentsOf(member);
    if (member.name === 'id') this.#primaryKey(place, values);
    if (member.name !== 'index' && member.name !== 'unique') return;
    this.#index(place, values, this.#columnNames(values), member.name === 'unique');
  }

  relation(part: Part, member: Member): void {
    const values = argumentsAt(member, 'relation') ?? [];
    const fields = argumentOf(values, 'fields');
    if (fields === undefined) return;
    const what = `the foreign key of ${this.model}.${member.name}`;
    const made = foreignKeyName(this.table, this.#namesOf(fields));
    this.#add(placeOf(part, member), 'constraint', mapped(values), what, made);
  }

  #primaryKey(place: Place, values: readonly Argument[]): void {
    const what = `the primary key of the model "${this.model}"`;
    const made = primaryKeyName(this.table);
    this.#add(place, 'primary key', mapped(values), what, made);
    this.#add(place, 'constraint', mapped(values), what, made);
  }

  #index(place: Place, values: readonly Argument[], columns: readonly string[], unique: boolean): void {
    // Of `@@index` the name is the one in the database, for Prisma's own history.
    const written = mapped(values) ?? (unique ? undefined : textOf(argumentOf(values, 'name')));
    const made = indexName(this.table, columns, unique);
    this.#add(place, 'index', written, `an index of the model "${this.model}"`, made);
  }

  #columnNames(values: readonly Argument[]): string[] {
    return this.#namesOf(argumentOf(values, 'fields', true) ?? '');
  }

  #namesOf(list: string): string[] {
    return (fieldNames(list) ?? []).map((field) => this.columns.get(field)?.name ?? field);
  }

  #add(place: Place, kind: NameKind, written: string | undefined, what: string, made: string): void {
    const name = written ?? made;
    const within = kind === 'constraint' ? { within: this.table } : {};
    this.names.push({ ...place, kind, name, what, subject: name, made: written === undefined, ...within });
  }
}

function columnsOf({ owner, extensions }: Whole, isModel: (type: string) => boolean): Columns {
  const columns = new Map<string, { member: Member; part: Part; name: string }>();
  for (const part of [owner, ...extensions]) {
    for (const member of part.members) {
      if (member.type === undefined || isModel(member.type.name)) continue;
      columns.set(member.name, { member, part, name: mappedName(member) });
    }
  }
  return columns;
}

function mapped(values: readonly Argument[]): string | undefined {
  return textOf(argumentOf(values, 'map'));
}

export function placeOf(part: Part, { offset, end }: Member): Place {
  return { part, offset, end };
}

export function placeOfName(part: Part): Place {
  const { nameOffset, name } = part.block;
  return { part, offset: nameOffset, end: nameOffset + name.length };
}
