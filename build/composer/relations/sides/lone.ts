import { crosses, directiveOf, type Side } from './side';

/** The fields between the same two models that carry the same relation name: one relation, if all is well. */
interface Group {
  forward: Side[];
  backward: Side[];
}

/** What to do about the sides. */
export interface Sorted {
  /** Their opposite is written nowhere, and it is certain what it is. */
  lone: Side[];
  /** Their opposite is written. */
  paired: [Side, Side][];
  /** Several without an opposite that Prisma could not tell apart. */
  ambiguous: Side[][];
  /** A list, and a field with the key that has another relation name: whether they belong together can't be told. */
  differing: { list: Side; keyed: Side }[];
  /** A model's relation to itself, without a name. */
  unnamed: Side[];
}

export function sortSides(sides: readonly Side[]): Sorted {
  const sorted: Sorted = { lone: [], paired: [], ambiguous: [], differing: [], unnamed: [] };
  for (const groups of groupsOf(sides).values()) {
    const candidates: Side[] = [];
    for (const group of groups.values()) sortGroup(group, sorted, candidates);
    settle(candidates, sorted);
  }
  return sorted;
}

/** By the pair of models, then by the relation's name. */
function groupsOf(sides: readonly Side[]): Map<string, Map<string, Group>> {
  const pairs = new Map<string, Map<string, Group>>();
  for (const side of sides) {
    const from = side.whole.definition.name;
    const to = side.target.definition.name;
    const pair = from < to ? `${from} ${to}` : `${to} ${from}`;
    const groups = pairs.get(pair) ?? new Map<string, Group>();
    pairs.set(pair, groups);
    const name = side.name === undefined ? '' : meaning(side.name);
    const group = groups.get(name) ?? { forward: [], backward: [] };
    groups.set(name, group);
    (from <= to ? group.forward : group.backward).push(side);
  }
  return pairs;
}

function sortGroup({ forward, backward }: Group, sorted: Sorted, candidates: Side[]): void {
  const written = forward.concat(backward);
  const [first, second] = written;
  if (first === undefined) return;
  const self = first.whole === first.target;
  if (second === undefined) candidates.push(first);
  else if (forward.length > 0 && backward.length > 0) pair(forward, backward, sorted);
  else if (self) pair([first], written.slice(1), sorted);
  else sorted.ambiguous.push(written);
}

function pair(these: readonly Side[], those: readonly Side[], { paired }: Sorted): void {
  const [first] = these;
  const [second] = those;
  if (first === undefined || second === undefined) return;
  for (const side of these) paired.push([side, second]);
  for (const side of those) paired.push([side, first]);
}

/** Of one pair of models. What can't be completed with certainty is left to Prisma, or told. */
function settle(candidates: readonly Side[], sorted: Sorted): void {
  const keyed = candidates.filter(({ key }) => key !== undefined);
  const others = candidates.filter(({ key }) => key === undefined);
  const doubtful = new Set<Side>();
  // All are of one pair of models: the first that leads each way speaks for its direction.
  const firsts = new Map(keyed.toReversed().map((side) => [side.whole, side]));
  for (const list of others.filter((side) => directiveOf(side) === undefined)) {
    const match = firsts.get(list.target);
    if (match === undefined || directiveOf(match) !== undefined) continue;
    sorted.differing.push({ list, keyed: match });
    doubtful.add(list).add(match);
  }
  for (const side of candidates) {
    // The side without a key says nothing of the other one, unless it is many to many; and then a component that
    // owns both models may just as well have forgotten the key.
    const certain =
      side.key !== undefined || (side.type.list && (crosses(side) || directiveOf(side) !== undefined));
    if (!certain || doubtful.has(side)) continue;
    if (side.whole === side.target && side.name === undefined) sorted.unnamed.push(side);
    else sorted.lone.push(side);
  }
}

/** The name without its quotes and escapes. */
function meaning(name: string): string {
  try {
    return String(JSON.parse(name));
  } catch {
    return name;
  }
}
