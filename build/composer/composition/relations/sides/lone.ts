import { crosses, directiveOf, meaning, type Side } from './side';

/** The fields between the same two models with the same relation name: one relation, if there is no mistake. */
interface Group {
  forward: Side[];
  backward: Side[];
}

/** What to do about the sides. */
export interface Sorted {
  /** Their opposite is missing, and it is certain what it is. */
  lone: Side[];
  /** Their opposite is missing, and it is not certain what it would be. */
  uncertain: Side[];
  /** Their opposite is written. */
  paired: [Side, Side][];
  /** Their opposite is written, and neither has a foreign key, but one of them needs it. */
  keyless: [Side, Side][];
  /** Sides of several ambiguous relations, in groups. */
  ambiguous: Side[][];
  /** A list, and a possible opposite with another relation name: it is not certain whether they belong together. */
  differing: { list: Side; other: Side }[];
  /** A model's relation to itself, without a name. */
  unnamed: Side[];
}

export function sortSides(sides: readonly Side[]): Sorted {
  const sorted: Sorted = {
    lone: [],
    uncertain: [],
    paired: [],
    keyless: [],
    ambiguous: [],
    differing: [],
    unnamed: [],
  };
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
  const [first, second, third] = written;
  if (first === undefined) return;
  if (second === undefined) candidates.push(first);
  else if (third !== undefined || !faceEachOther(first, second)) sorted.ambiguous.push(written);
  else if (first.key ?? second.key ?? (first.type.list && second.type.list)) {
    sorted.paired.push([first, second], [second, first]);
  } else sorted.keyless.push([first, second]);
}

/** Whether two sides may belong to one relation: they refer to each other, and not both have a foreign key. */
function faceEachOther(one: Side, other: Side): boolean {
  return one.whole === other.target && (one.key === undefined || other.key === undefined);
}

/** Sorts the candidates of one pair of models: only a certain opposite is added. */
function settle(candidates: readonly Side[], sorted: Sorted): void {
  const undirected = candidates.filter((side) => directiveOf(side) === undefined);
  const keyed = undirected.filter(({ key }) => key !== undefined);
  const others = undirected.filter(({ key }) => key === undefined);
  const doubtful = new Set<Side>();
  // All are of one pair of models: the first in each direction represents it, one with a foreign key before others.
  const firsts = new Map([...keyed, ...others].toReversed().map((side) => [side.whole, side]));
  for (const list of others) {
    const match = firsts.get(list.target);
    // Lists of a model to itself all have the same direction.
    if (match === undefined || doubtful.has(list) || (list.whole === list.target && match.key === undefined))
      continue;
    sorted.differing.push({ list, other: match });
    doubtful.add(list).add(match);
  }
  for (const side of candidates) {
    if (doubtful.has(side)) continue;
    // The side without a foreign key does not determine the other one, unless it is many to many; and then a component
    // that owns both models may just as well have forgotten the foreign key.
    const certain =
      side.key !== undefined || (side.type.list && (crosses(side) || directiveOf(side) !== undefined));
    if (!certain) sorted.uncertain.push(side);
    else if (side.whole === side.target && side.name === undefined) sorted.unnamed.push(side);
    else sorted.lone.push(side);
  }
}
