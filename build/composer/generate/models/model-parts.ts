import type { Description, Input, Output, Root } from '../description/description';
import type { FieldFacts, OutputFieldFacts } from '../description/facts';
import type { DmmfHelper } from './context';

/** All of a description that a model's file is made from. */
export interface ModelParts {
  name: string;
  /** The model and the names of its operations, as JSON. */
  text: string;
  inputs: readonly Input[];
  roots: readonly Root[];
  /** Its own, by number; those that there are not, too. */
  outputs: ReadonlyMap<number, Output | undefined>;
  /** What its fields lead to, by number. Only its name is asked, and whether it has relations itself. */
  neighbours: ReadonlyMap<number, Output | undefined>;
  /** The types in it that take a model as a generic argument, by number. */
  generic: ReadonlySet<number>;
}

/** Takes a description apart by models; what is the same as in the last run is the same object. */
export class Parts {
  readonly #inputs = new Map<string | undefined, Input[]>();

  constructor(
    private readonly description: Description,
    private readonly generic: ReadonlySet<number>,
    /** Of the last run, with the same generic types. */
    private readonly last: ReadonlyMap<string, ModelParts>,
  ) {
    for (const input of description.inputs) {
      const { grouping } = input.facts;
      const inputs = this.#inputs.get(grouping);
      if (inputs === undefined) this.#inputs.set(grouping, [input]);
      else inputs.push(input);
    }
  }

  /** The types that belong to no model. */
  get common(): readonly Input[] {
    return this.#inputs.get(undefined) ?? [];
  }

  of(name: string, { typeAndModelMap, mappingsMap }: DmmfHelper): ModelParts {
    const mapping = mappingsMap[name];
    const text = JSON.stringify([typeAndModelMap[name], mapping]);
    const inputs = this.#inputs.get(name) ?? [];
    const roots = Object.values(mapping ?? {}).flatMap((field) => this.description.root(field ?? '') ?? []);
    const last = this.last.get(name);
    if (
      last !== undefined &&
      last.text === text &&
      areSame(last.inputs, inputs) &&
      areSame(last.roots, roots)
    ) {
      if (this.#areStillThere(last.outputs) && this.#areStillThere(last.neighbours)) return last;
    }
    const outputs = this.#at(numbersOf(name, this.description));
    const fields = [...outputs.values()].flatMap((output) => output?.facts.fields ?? []);
    const neighbours = this.#at(fields.flatMap(leadsTo));
    return {
      name,
      text,
      inputs,
      roots,
      outputs,
      neighbours,
      generic: this.#genericIn(inputs, fields, roots),
    };
  }

  #at(numbers: readonly number[]): Map<number, Output | undefined> {
    return new Map(numbers.map((number) => [number, this.description.outputAt(number)]));
  }

  #areStillThere(outputs: ReadonlyMap<number, Output | undefined>): boolean {
    for (const [number, output] of outputs) if (this.description.outputAt(number) !== output) return false;
    return true;
  }

  #genericIn(
    inputs: readonly Input[],
    fields: readonly OutputFieldFacts[],
    roots: readonly Root[],
  ): Set<number> {
    const found = new Set<number>();
    const add = (type: number): void => {
      if (this.generic.has(type)) found.add(type);
    };
    const addFrom = (read: readonly FieldFacts[]): void => {
      for (const { objects } of read) for (const { type } of objects) add(type);
    };
    for (const { number, facts } of inputs) {
      add(number);
      addFrom(facts.fields);
    }
    for (const { args } of fields) addFrom(args);
    for (const { facts } of roots) addFrom(facts.args);
    return found;
  }
}

function leadsTo({ args, output }: OutputFieldFacts): number[] {
  return args.length === 0 || output === undefined ? [] : [output];
}

function areSame<Value>(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

/** The types that are generated for a model. */
function numbersOf(model: string, { names }: Description): number[] {
  const capital = model.charAt(0).toUpperCase() + model.slice(1);
  const kinds = [
    'GroupBy',
    'AvgAggregate',
    'SumAggregate',
    'MinAggregate',
    'MaxAggregate',
    'CountAggregate',
    'Count',
  ];
  const ofModel = [model, `CreateMany${model}AndReturnOutputType`, `UpdateMany${model}AndReturnOutputType`];
  const ofPrisma = [`Aggregate${capital}`, ...kinds.map((kind) => `${capital}${kind}OutputType`)];
  return [
    ...ofModel.map((type) => names.numberOfType({ type, namespace: 'model' })),
    ...ofPrisma.map((type) => names.numberOfType({ type, namespace: 'prisma' })),
  ];
}
