import type { Args, Result } from '@prisma/client/runtime/client';
import { clientOf } from '../empty-tables';
import { type DataModel, dataModels, type Field, type Model } from './models';
import { valueFor } from './values';

/** The models of a client: the names of its delegates. */
export type ModelsOf<Client> = {
  [Name in keyof Client]: Name extends `$${string}`
    ? never
    : Client[Name] extends { create(args: never): unknown }
      ? Name
      : never;
}[keyof Client];

type Loose<Data> = Data extends unknown ? Partial<Data> : never;

/** Some of a row's fields; the factory fills the others that it needs. */
export type Fields<Client, Name extends keyof Client> = Loose<
  Args<Client[Name], 'create'> extends { data: infer Data } ? Data : never
>;

/** A row, with all its own fields. */
export type Row<Client, Name extends keyof Client> = Result<Client[Name], Record<never, never>, 'create'>;

/** Makes rows of a model. */
export interface Factory<Given, Made> {
  /** Creates a row. */
  (fields?: Given): Promise<Made>;
  /**
   * Creates several, one after the other.
   *
   * @param fields of all of them, or of each by its place in the list, from 0
   */
  list(count: number, fields?: Given | ((index: number) => Given)): Promise<Made[]>;
}

export type Factories<Client> = {
  readonly [Name in ModelsOf<Client>]: Factory<Fields<Client, Name>, Row<Client, Name>>;
};

/** Fields that a model needs beyond what the schema shows, such as for a CHECK; `n` counts the rows from 1. */
export type Defaults<Client> = {
  [Name in ModelsOf<Client>]?: (n: number) => Fields<Client, Name>;
};

type Data = Record<string, unknown>;
type Delegates = Record<string, { create(args: { data: Data }): Promise<Data> }>;

/**
 * Factories for all models of a client: each fills the required fields that have no default, with values that are equal in
 * each run, and makes the rows that its required relations refer to.
 *
 * ```ts
 * const make = factories(prisma);
 * const post = await make.demoPost({ title: 'Bread' }); // and its author
 * ```
 *
 * @param client connected or not; a function when a `beforeAll` makes it
 * @param defaults fields that a factory fills differently
 * @throws for a model of which two databases have one: pass only clients whose models are in one
 */
export function factories<Client extends object>(
  client: Client | (() => Client),
  defaults: Defaults<Client> = {},
): Factories<Client> {
  const workshop = new Workshop(
    () => clientOf(client) as unknown as Delegates,
    defaults as Record<string, (n: number) => Data>,
  );
  const made = new Map<string, Factory<Data, Data>>();
  return new Proxy({} as Factories<Client>, {
    get(_target, name) {
      // Whoever awaits it, or prints it.
      if (typeof name !== 'string' || name === 'then' || name === 'toJSON') return undefined;
      const factory = made.get(name) ?? workshop.factory(name);
      made.set(name, factory);
      return factory;
    },
  });
}

class Workshop {
  readonly #client: () => Delegates;
  readonly #defaults: Record<string, (n: number) => Data>;
  readonly #counts = new Map<string, number>();
  #dataModel: DataModel | undefined;

  constructor(client: () => Delegates, defaults: Record<string, (n: number) => Data>) {
    this.#client = client;
    this.#defaults = defaults;
  }

  factory(delegate: string): Factory<Data, Data> {
    const model = this.#modelOf(delegate);
    const create = (fields: Data = {}) => this.#create(model, fields, []);
    return Object.assign(create, {
      async list(count: number, fields: Data | ((index: number) => Data) = {}): Promise<Data[]> {
        const rows: Data[] = [];
        for (let index = 0; index < count; index++)
          rows.push(await create(typeof fields === 'function' ? fields(index) : fields));
        return rows;
      },
    });
  }

  /** @param path the models whose rows wait for this one */
  async #create(model: Model, fields: Data, path: readonly string[]): Promise<Data> {
    if (path.includes(model.name)) {
      const circle = [...path.slice(path.indexOf(model.name)), model.name].join(' → ');
      throw new Error(`The required relations go in a circle: ${circle}. Pass one of the rows.`);
    }
    const n = (this.#counts.get(model.name) ?? 0) + 1;
    this.#counts.set(model.name, n);
    const delegate = delegateOf(model);
    const data: Data = { ...this.#defaults[delegate]?.(n), ...fields };
    await this.#fillRelations(model, data, [...path, model.name]);
    const needed = model.fields.filter((field) => field.kind !== 'object' && isNeeded(field));
    const keys = new Set(model.fields.flatMap((field) => field.relationFromFields ?? []));
    for (const field of needed) {
      if (keys.has(field.name) || data[field.name] !== undefined) continue;
      data[field.name] = valueFor(field, n, this.#model());
    }
    const target = this.#client()[delegate];
    if (target === undefined) throw new Error(`The client has no model ${model.name}.`);
    return target.create({ data });
  }

  async #fillRelations(model: Model, data: Data, path: readonly string[]): Promise<void> {
    const relations = model.fields.filter((field) => (field.relationFromFields?.length ?? 0) > 0);
    // Prisma takes a row's keys, or its relations, and not both.
    const byRelation = model.fields.some(
      (field) => field.kind === 'object' && data[field.name] !== undefined,
    );
    for (const relation of relations) {
      const { relationFromFields: from = [], relationToFields: to = [] } = relation;
      if (!relation.isRequired || data[relation.name] !== undefined) continue;
      const keys = model.fields.filter((field) => from.includes(field.name));
      if (keys.every((key) => data[key.name] !== undefined || key.hasDefaultValue)) continue;
      const target = this.#named(relation.type);
      // What is given, or was filled for another relation with the same column, the other row has to have.
      const shared = from.flatMap((name, index) =>
        data[name] === undefined ? [] : [[to[index], data[name]]],
      );
      const row = await this.#create(target, Object.fromEntries(shared), path);
      if (byRelation) data[relation.name] = { connect: uniqueWhere(target, to, row) };
      else for (const [index, name] of from.entries()) data[name] = row[to[index] ?? ''];
    }
  }

  #named(name: string): Model {
    const found = this.#model().models.find((model) => model.name === name);
    if (found === undefined) throw new Error(`The schema has no model ${name}.`);
    return found;
  }

  #model(): DataModel {
    if (this.#dataModel === undefined) throw new Error('No factory was used yet.');
    return this.#dataModel;
  }

  #modelOf(delegate: string): Model {
    const all = this.#dataModel === undefined ? [...dataModels().values()] : [this.#dataModel];
    const found = all.flatMap((dataModel) =>
      dataModel.models
        .filter((model) => delegateOf(model) === delegate)
        .map((model) => ({ dataModel, model })),
    );
    const [first, ...others] = found;
    if (first === undefined) throw new Error(`No database has a model for ${delegate}.`);
    if (others.length > 0) throw new Error(`Several databases have a model for ${delegate}.`);
    this.#dataModel = first.dataModel;
    return first.model;
  }
}

const delegateOf = ({ name }: Model) => name.charAt(0).toLowerCase() + name.slice(1);

/** Whether a row can't be created without a value for the field. */
function isNeeded({ isRequired, isList, hasDefaultValue, isUpdatedAt }: Field): boolean {
  return isRequired && !isList && !hasDefaultValue && isUpdatedAt !== true;
}

/** The argument that finds a row by the fields that a relation refers to. */
function uniqueWhere(model: Model, fields: readonly string[], row: Data): Data {
  const values = Object.fromEntries(fields.map((name) => [name, row[name]]));
  if (fields.length === 1) return values;
  const same = (key: { fields: string[] }) => key.fields.join() === fields.join();
  const key = [model.primaryKey, ...model.uniqueIndexes].find((one) => one !== null && same(one));
  return { [key?.name ?? fields.join('_')]: values };
}
