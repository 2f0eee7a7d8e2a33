import type { Description } from '../description/description';
import type { ModelMapping } from '../description/dmmf';
import { EdgeFlag, type FieldFacts, type ObjectRef } from '../description/facts';
import type { MergedFields } from './merged-fields';
import { type InputEdge, type OutputEdge, type Root, serialize } from './serialize';

/** The names that a client uses for actions, where they differ from the action's name. */
const jsonActions: Readonly<Record<string, string>> = {
  create: 'createOne',
  update: 'updateOne',
  delete: 'deleteOne',
  upsert: 'upsertOne',
};

interface Pending {
  edges: InputEdge[];
  /** A type, or several of them. */
  types: readonly number[];
}

/**
 * Prisma's parameter graph: which parts of a query are values, and may differ between queries that share a plan. It is
 * the graph of `@prisma/param-graph-builder`, built in the same order, because its numbers depend on the order; but
 * facts about a type are computed once, and all lookups are by number.
 */
export class ParamGraph {
  readonly #strings: string[] = [];
  readonly #stringOf: (number | undefined)[] = [];
  readonly #inputs: InputEdge[][] = [];
  readonly #outputs: OutputEdge[][] = [];
  readonly #roots: Root[] = [];
  /** By the number of the type or the union; `none` when there is no such type. */
  readonly #inputOf: (number | undefined)[] = [];
  readonly #outputOf: (number | undefined)[] = [];
  readonly #pendingTypes: Pending[] = [];
  readonly #pendingUnions: Pending[] = [];

  constructor(
    private readonly description: Description,
    private readonly unions: MergedFields,
  ) {}

  /** `mappings` are those of the models, `actions` the keys in them that are operations. */
  build(mappings: readonly ModelMapping[], actions: readonly string[]): { strings: string[]; graph: string } {
    this.unions.begin();
    for (const mapping of mappings) {
      for (const action of actions) {
        const root = this.description.root(mapping[action] ?? '')?.facts;
        if (root === undefined) continue;
        const args = this.#argsNode(root.args);
        const output = root.output === undefined ? undefined : this.#outputNode(root.output);
        if (args === undefined && output === undefined) continue;
        const key = `${mapping.model}.${jsonActions[action] ?? action}`;
        this.#roots.push({ name: this.#string(this.description.names.numberOf(key)), args, output });
      }
    }
    this.#drain();
    const graph = serialize({ inputs: this.#inputs, outputs: this.#outputs, roots: this.#roots });
    return { strings: this.#strings, graph };
  }

  #drain(): void {
    while (this.#pendingTypes.length + this.#pendingUnions.length > 0) {
      for (let next = this.#pendingTypes.pop(); next; next = this.#pendingTypes.pop()) this.#fill(next);
      for (let next = this.#pendingUnions.pop(); next; next = this.#pendingUnions.pop()) this.#fill(next);
    }
  }

  #fill({ edges, types }: Pending): void {
    for (const field of this.unions.of(types)) this.#addEdge(edges, field);
    settle(edges);
  }

  #addEdge(edges: InputEdge[], { name, flags, mask, enumeration, objects, child }: FieldFacts): void {
    let all = flags | (enumeration?.flag ?? 0);
    for (const { isList } of objects) all |= isList ? EdgeFlag.ListObject : EdgeFlag.Object;
    if (all === 0) return;
    const edge: InputEdge = {
      name: 0,
      flags: all,
      mask,
      // In this order: they are numbered as they come.
      enumeration: enumeration && this.#string(enumeration.name),
      child: child === undefined ? undefined : this.#inputNode(child, objects),
    };
    edge.name = this.#string(name);
    edges.push(edge);
  }

  #argsNode(args: readonly FieldFacts[]): number | undefined {
    const edges: InputEdge[] = [];
    for (const arg of args) this.#addEdge(edges, arg);
    if (edges.length === 0) return undefined;
    return this.#inputs.push(settle(edges)) - 1;
  }

  #inputNode(child: number, objects: readonly ObjectRef[]): number | undefined {
    const known = this.#inputOf[child];
    if (known !== undefined) return known === none ? undefined : known;
    const isUnion = objects.length > 1;
    if (!isUnion && this.description.inputAt(child) === undefined) {
      this.#inputOf[child] = none;
      return undefined;
    }
    const edges: InputEdge[] = [];
    const node = this.#inputs.push(edges) - 1;
    this.#inputOf[child] = node;
    const pending = isUnion ? this.#pendingUnions : this.#pendingTypes;
    pending.push({ edges, types: objects.map(({ type }) => type) });
    return node;
  }

  #outputNode(type: number): number | undefined {
    const known = this.#outputOf[type];
    if (known !== undefined) return known === none ? undefined : known;
    const output = this.description.outputAt(type);
    if (output === undefined) {
      this.#outputOf[type] = none;
      return undefined;
    }
    const edges: OutputEdge[] = [];
    const node = this.#outputs.push(edges) - 1;
    this.#outputOf[type] = node;
    for (const field of output.facts.fields) {
      const args = field.args.length === 0 ? undefined : this.#argsNode(field.args);
      const to = field.output === undefined ? undefined : this.#outputNode(field.output);
      if (args !== undefined || to !== undefined) {
        edges.push({ name: this.#string(field.name), args, output: to });
      }
    }
    settle(edges);
    return node;
  }

  #string(name: number): number {
    this.#stringOf[name] ??= this.#strings.push(this.description.names.nameOf(name)) - 1;
    return this.#stringOf[name];
  }
}

const none = -1;

/** By name; of two edges of one name the last counts. */
function settle<Edge extends { name: number }>(edges: Edge[]): Edge[] {
  let isSorted = true;
  for (let index = 1; index < edges.length; index++) {
    isSorted &&= (edges[index - 1]?.name ?? 0) < (edges[index]?.name ?? 0);
  }
  if (isSorted) return edges;
  const byName = new Map(edges.map((edge) => [edge.name, edge]));
  const sorted = [...byName.values()].sort((a, b) => a.name - b.name);
  edges.splice(0, edges.length, ...sorted);
  return edges;
}
