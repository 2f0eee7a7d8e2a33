import type { Part, Whole } from '../composition/part';
import { type Argument, argumentOf, fieldNames } from '../schema/members/attributes';
import type { Member } from '../schema/members/member';
import { foreignKeyName, indexName, primaryKeyName, sequenceName } from './defaults';
import type { NameKind } from './kind';
import type { DatabaseName } from './name';
import { argumentsAt, argumentsOf, mapOf, mappedName, textOf } from './written';

/** A model's fields that are columns, by their names in the schema. */
type Columns = ReadonlyMap<string, { member: Member; part: Part; name: string }>;

/** The database names of a model or a view; `isModel` knows which field types are models. */
export function namesOfModel(whole: Whole, isModel: (type: string) => boolean): DatabaseName[] {
  const { name: table, ...place } = spotOf(whole);
  const kind = whole.definition.kind === 'view' ? 'view' : 'table';
  const own: DatabaseName = { kind, name: table, ...place };
  // Prisma creates no view: its parts have no name in the migrations.
  if (kind === 'view') return [own];
  const columns = columnsOf(whole, isModel);
  const within = new NamesWithin(whole, table, columns);
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
    readonly whole: Whole,
    readonly table: string,
    readonly columns: Columns,
  ) {}

  column(part: Part, spot: Member, name: string): void {
    const { whole, table } = this;
    this.names.push({ kind: 'column', name, within: table, whole, field: spot.name, part, spot });
    if (!spot.rest.includes('@')) return;
    const id = argumentsAt(spot, 'id');
    if (id !== undefined) this.#primaryKey(part, spot, id);
    const unique = argumentsAt(spot, 'unique');
    if (unique !== undefined) this.#index(part, spot, unique, [name]);
    const filled = argumentsAt(spot, 'default') ?? [];
    if (!argumentOf(filled, 'value', true)?.startsWith('autoincrement(')) return;
    const sequence = sequenceName(table, name);
    this.names.push({ kind: 'sequence', name: sequence, whole, field: spot.name, part, spot, made: true });
  }

  attribute(part: Part, spot: Member): void {
    const values = argumentsOf(spot);
    if (spot.name === 'id') this.#primaryKey(part, spot, values);
    if (spot.name === 'index' || spot.name === 'unique')
      this.#index(part, spot, values, this.#namesOf(argumentOf(values, 'fields', true) ?? ''));
  }

  relation(part: Part, spot: Member): void {
    const values = argumentsAt(spot, 'relation') ?? [];
    const fields = argumentOf(values, 'fields');
    if (fields === undefined) return;
    const made = foreignKeyName(this.table, this.#namesOf(fields));
    this.#add('constraint', part, spot, mapped(values), made);
  }

  #primaryKey(part: Part, spot: Member, values: readonly Argument[]): void {
    const made = primaryKeyName(this.table);
    this.#add('primary key', part, spot, mapped(values), made);
    this.#add('constraint', part, spot, mapped(values), made);
  }

  #index(part: Part, spot: Member, values: readonly Argument[], columns: readonly string[]): void {
    const unique = spot.kind === 'field' || spot.name === 'unique';
    // Of `@@index` the name is the one in the database, for Prisma's own history.
    const written = mapped(values) ?? (unique ? undefined : textOf(argumentOf(values, 'name')));
    this.#add('index', part, spot, written, indexName(this.table, columns, unique));
  }

  #namesOf(list: string): string[] {
    return (fieldNames(list) ?? []).map((field) => this.columns.get(field)?.name ?? field);
  }

  #add(kind: NameKind, part: Part, spot: Member, written: string | undefined, made: string): void {
    const { whole, table } = this;
    const common = { kind, name: written ?? made, whole, part, spot, made: written === undefined };
    this.names.push(kind === 'constraint' ? { ...common, within: table } : common);
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

/** The name of a model, view or enum in the database, and the place that sets it. */
export function spotOf(whole: Whole): Pick<DatabaseName, 'name' | 'whole' | 'part' | 'spot'> {
  const map = mapOf(whole);
  if (map !== undefined) return { name: map.name, whole, part: map.part, spot: map.member };
  const { nameOffset, name } = whole.owner.block;
  return { name, whole, part: whole.owner, spot: { offset: nameOffset, end: nameOffset + name.length } };
}
