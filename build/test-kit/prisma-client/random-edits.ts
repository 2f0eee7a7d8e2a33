import { generator } from '../composer/random-models';
import type { RandomField, RandomModel, RandomSchema } from './random-schema';

type Random = (bound: number) => number;
type Edit = (schema: RandomSchema, random: Random, fresh: () => string) => void;

const scalars = ['String', 'Int', 'BigInt', 'Float', 'Decimal', 'Boolean', 'DateTime', 'Json', 'Bytes'];
const rare = ['Unsupported("point")', 'String @db.VarChar(20)'];
const components = ['a', 'b', 'c'];
const docs = ['says "this"', 'ends */ a comment', 'täglich 😀', '`code` ${'.concat('x} \\n'), ''];

const edits: Edit[] = [
  ({ models }, random, fresh) => void models.splice(random(models.length + 1), 0, newModel(random, fresh())),
  (schema, random) => {
    if (schema.models.length > schema.fewest) removeModel(schema, pick(schema.models, random));
  },
  ({ models }, random, fresh) => change(models, random, { name: `M${fresh()}` }),
  ({ models }, random) => change(models, random, { mapped: random(2) === 0 }),
  ({ models }, random) => change(models, random, { indexed: random(2) === 0 }),
  ({ models }, random) => change(models, random, { ignored: random(6) === 0 }),
  ({ models }, random) => change(models, random, { paired: random(2) === 0 }),
  ({ models }, random) => models.splice(random(models.length), 0, ...models.splice(random(models.length), 1)),
  ({ models }, random) => change(models, random, { component: pick(components, random) }),
  ({ models }, random) => change(models, random, { doc: pick(docs, random) }),
  (schema, random, fresh) => {
    const fields = pick(schema.models, random)?.fields;
    fields?.splice(random(fields.length + 1), 0, newField(schema, random, fresh()));
  },
  ({ models }, random) => {
    const fields = pick(models, random)?.fields;
    fields?.splice(random(fields.length), 1);
  },
  (schema, random, fresh) => change(fieldsOf(schema), random, newField(schema, random, fresh())),
  (schema, random, fresh) => change(fieldsOf(schema), random, { name: `f${fresh()}` }),
  (schema, random) => change(fieldsOf(schema), random, { unique: random(2) === 0 }),
  (schema, random) => change(fieldsOf(schema), random, { mapped: random(2) === 0 }),
  (schema, random) => change(fieldsOf(schema), random, { filled: random(2) === 0 }),
  (schema, random) => change(fieldsOf(schema), random, { doc: pick(docs, random) }),
  ({ models, relations }, random, fresh) => {
    const [from, to, name] = [pick(models, random), pick(models, random), fresh()];
    const kind = pick(['many', 'one', 'lists'] as const, random);
    relations.push({ field: `r${name}`, opposite: `o${name}`, from, to, kind, optional: random(2) === 0 });
  },
  ({ relations }, random) => void relations.splice(random(relations.length), 1),
  ({ relations }, random, fresh) => change(relations, random, { field: `n${fresh()}` }),
  ({ relations }, random, fresh) => change(relations, random, { opposite: `n${fresh()}` }),
  ({ relations }, random) => change(relations, random, { optional: random(2) === 0 }),
  ({ enums }, _random, fresh) => void enums.push({ name: `E${fresh()}`, values: ['A', 'B'] }),
  ({ enums }, random, fresh) => void enums[random(enums.length)]?.values.push(`V${fresh()}`),
  (schema, random, fresh) => renameEnum(schema, random(schema.enums.length), `E${fresh()}`),
  (schema, random) => {
    const index = random(schema.enums.length);
    renameEnum(schema, index, 'String');
    schema.enums.splice(index, 1);
  },
];

/** Unlimited edits, each of one to three changes. The same seed makes the same edits. */
export class RandomEdits {
  readonly #random: Random;
  readonly schema: RandomSchema;
  /** Earlier states of the schema. */
  readonly #earlier: RandomSchema[] = [];
  #count = 0;

  constructor(seed: number) {
    this.#random = generator(seed);
    // In a small schema an edit often adds the first use of a type, or removes the last.
    const fewest = pick([2, 8], this.#random);
    this.schema = { models: [], enums: [], relations: [], fewest };
    for (let index = 0; index < fewest; index++)
      this.schema.models.push(newModel(this.#random, this.#fresh()));
    for (let index = 0; index < 3 * fewest; index++) this.edit();
  }

  edit(): void {
    if (this.#random(4) === 0) this.#earlier.push(structuredClone(this.schema));
    if (this.#random(12) === 0)
      Object.assign(this.schema, structuredClone(this.#earlier[this.#random(this.#earlier.length)]));
    for (let changes = 1 + this.#random(3); changes > 0; changes--) {
      pick(edits, this.#random)(this.schema, this.#random, () => this.#fresh());
    }
  }

  #fresh(): string {
    this.#count++;
    return String(this.#count);
  }
}

function newModel(random: Random, name: string): RandomModel {
  const component = pick(components, random);
  return {
    name: `M${name}`,
    component,
    mapped: false,
    indexed: false,
    ignored: false,
    paired: false,
    doc: '',
    fields: [],
  };
}

function newField(schema: RandomSchema, random: Random, name: string): RandomField {
  const names = schema.enums.map((one) => one.name);
  const type = pick(random(12) === 0 ? rare : [...scalars, ...names], random);
  const suffix = type.includes('(') ? '' : pick(['', '', '?', '[]'] as const, random);
  return { name: `f${name}`, type, suffix, unique: random(4) === 0, mapped: false, filled: false, doc: '' };
}

function removeModel(schema: RandomSchema, removed: RandomModel): void {
  schema.models = schema.models.filter((model) => model !== removed);
  schema.relations = schema.relations.filter(({ from, to }) => from !== removed && to !== removed);
}

function renameEnum(schema: RandomSchema, index: number, name: string): void {
  const renamed = schema.enums[index];
  for (const field of fieldsOf(schema)) if (field.type === renamed?.name) field.type = name;
  if (renamed !== undefined) renamed.name = name;
}

function fieldsOf({ models }: RandomSchema): RandomField[] {
  return models.flatMap((model) => model.fields);
}

function change<Value extends object>(values: Value[], random: Random, to: Partial<Value>): void {
  if (values.length > 0) Object.assign(pick(values, random), to);
}

/** Throws when the list is empty. */
function pick<Value>(values: readonly Value[], random: Random): Value {
  const value = values[random(values.length)];
  if (value === undefined) throw new Error('Nothing to pick from.');
  return value;
}
