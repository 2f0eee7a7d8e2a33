import type { Description, Input, Output, Root } from '../description/description';
import type { DmmfHelper } from './context';

/**
 * All parts of a description that a model's file is made from, except two facts that follow from names: that a model it
 * has a relation to has relations itself, and which types take a model as a generic argument (`genericTypes`).
 */
export interface ModelParts {
  name: string;
  /** The model and the names of its operations, as JSON. */
  text: string;
  inputs: readonly Input[];
  roots: readonly Root[];
  /** Its own output types, by number; undefined for types that do not exist. */
  outputs: ReadonlyMap<number, Output | undefined>;
}

/** Splits a description by model; unchanged parts are the same objects as in the last run. */
export class Parts {
  readonly #inputs = new Map<string | undefined, Input[]>();

  constructor(
    private readonly description: Description,
    /** Of the last run. */
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
      areSame(last.roots, roots) &&
      this.#areStillThere(last.outputs)
    ) {
      return last;
    }
    return { name, text, inputs, roots, outputs: this.#at(numbersOf(name, this.description)) };
  }

  #at(numbers: readonly number[]): Map<number, Output | undefined> {
    return new Map(numbers.map((number) => [number, this.description.outputAt(number)]));
  }

  #areStillThere(outputs: ReadonlyMap<number, Output | undefined>): boolean {
    for (const [number, output] of outputs) if (this.description.outputAt(number) !== output) return false;
    return true;
  }
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
