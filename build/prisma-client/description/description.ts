import type { Dmmf, InputType, OutputField, OutputType, TypeRef } from './dmmf';
import { type Element, Elements } from './elements';
import { FactFinder, type InputFacts, type OutputFacts, type OutputFieldFacts } from './facts';
import { eachMember, endOf } from './json';
import { Names } from './names';
import { UnknownForm } from './unknown-form';

export type Input = Element<InputType, InputFacts>;
export type Output = Element<OutputType, OutputFacts>;
export type Root = Element<OutputField, OutputFieldFacts>;

const noFields = Buffer.from('{"fields":[]}');

/**
 * Prisma's description of a schema (DMMF), read again after each edit. It is tens of megabytes of JSON, of which an edit
 * changes little: unchanged parts are neither parsed nor examined again.
 */
export class Description {
  readonly names = new Names();
  readonly #facts = new FactFinder(this.names);
  readonly #inputs = new Elements(this.#facts.ofInput, this.#numbersIn('prisma'));
  readonly #outputs = new Elements(this.#facts.ofOutput, this.#numbersIn('prisma'));
  /** Those of the models. */
  readonly #models = new Elements(this.#facts.ofOutput, this.#numbersIn('model'));
  readonly #queries = new Elements(this.#facts.ofOutputField, this.#numbersIn(undefined));
  readonly #mutations = new Elements(this.#facts.ofOutputField, this.#numbersIn(undefined));
  #inputAt: Input[] = [];
  #outputAt: Output[] = [];

  /** Reads it, and returns it with elements instead of types. */
  read(bytes: Buffer): Dmmf {
    const parsed: Record<string, unknown> = {};
    eachMember(bytes, 0, (name, at) => {
      if (name !== 'schema') return parse(bytes, parsed, name, at);
      const schema: Record<string, unknown> = {};
      parsed.schema = schema;
      return eachMember(bytes, at, (part, begin) => this.#readPart(bytes, schema, part, begin));
    });
    this.#readRoots('Query', this.#queries);
    this.#readRoots('Mutation', this.#mutations);
    [this.#inputAt, this.#outputAt] = [[], []];
    for (const input of this.#inputs.all) this.#inputAt[input.number] = input;
    for (const output of [...this.#outputs.all, ...this.#models.all]) this.#outputAt[output.number] = output;
    if (!isDmmf(parsed)) throw new UnknownForm('Prisma described something other than a schema.');
    return parsed;
  }

  get inputs(): readonly Input[] {
    return this.#inputs.all;
  }

  /** A type that takes input, by the number of its name. */
  inputAt(type: number): Input | undefined {
    return this.#inputAt[type];
  }

  outputAt(type: number): Output | undefined {
    return this.#outputAt[type];
  }

  output(ref: Pick<TypeRef, 'type' | 'namespace'>): Output | undefined {
    return this.outputAt(this.names.numberOfType(ref));
  }

  /** An operation, by the name of its field. */
  root(name: string): Root | undefined {
    return this.#queries.get(name) ?? this.#mutations.get(name);
  }

  /** Frees the parsed values, which take much memory and can be parsed again. */
  forget(): void {
    for (const elements of [this.#inputs, this.#outputs, this.#models, this.#queries, this.#mutations]) {
      for (const element of elements.all) element.forget();
    }
  }

  #numbersIn(namespace: string | undefined): (name: string) => number {
    return (type) => this.names.numberOfType({ type, namespace });
  }

  #readPart(bytes: Buffer, schema: Record<string, unknown>, part: string, at: number): number {
    switch (part) {
      case 'inputObjectTypes':
        schema[part] = notRead;
        return readNamespaces(bytes, at, { prisma: this.#inputs });
      case 'outputObjectTypes': {
        const end = readNamespaces(bytes, at, { prisma: this.#outputs, model: this.#models });
        schema[part] = { prisma: this.#outputs.all, model: this.#models.all };
        return end;
      }
      default:
        return parse(bytes, schema, part, at);
    }
  }

  #readRoots(type: string, roots: Elements<OutputField, OutputFieldFacts>): void {
    const bytes = this.#outputs.get(type)?.bytes ?? noFields;
    eachMember(bytes, 0, (name, at) => (name === 'fields' ? roots.read(bytes, at) : endOf(bytes, at)));
  }
}

/** No known caller asks for all input types at once. */
const notRead = {
  get prisma(): never {
    throw new UnknownForm('Prisma’s generator asks for all input types.');
  },
};

function readNamespaces(
  bytes: Buffer,
  at: number,
  known: Record<string, Pick<Elements<unknown, unknown>, 'read' | 'clear'>>,
): number {
  const missing = new Map(Object.entries(known));
  const end = eachMember(bytes, at, (name, begin) => {
    const elements = missing.get(name);
    if (elements === undefined) throw new UnknownForm(`Prisma described types of a new kind, "${name}".`);
    missing.delete(name);
    return elements.read(bytes, begin);
  });
  for (const elements of missing.values()) elements.clear();
  return end;
}

function parse(bytes: Buffer, into: Record<string, unknown>, name: string, at: number): number {
  const end = endOf(bytes, at);
  into[name] = JSON.parse(bytes.toString('utf8', at, end));
  return end;
}

function isDmmf(value: object): value is Dmmf {
  return 'datamodel' in value && 'schema' in value && 'mappings' in value;
}
