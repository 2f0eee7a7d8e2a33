import path from 'node:path';
import pluralize from 'pluralize';
import { wordsOf } from '../../composer/composition/relations/names';
import { nameProblem } from '../../new/component/component-options';
import { InitError } from '../step';
import type { Piece } from './existing';

/**
 * How an existing schema becomes components: all in one; by the files that it has; by the first word of its names; or as
 * a mapping says, from the component's name to names of models, in which `*` stands for anything.
 */
export type Split =
  | { by: 'nothing'; name: string }
  | { by: 'file' }
  | { by: 'prefix' }
  | { by: 'mapping'; components: Readonly<Record<string, readonly string[]>> };

/** Where models go whose name shares no first word with another. */
const rest = 'core';

/** The component of each piece, by the component's name. Throws a InitError. */
export function split(pieces: readonly Piece[], how: Split): Map<string, Piece[]> {
  const chosen = componentsOf(pieces, how);
  const groups = new Map<string, Piece[]>();
  for (const piece of pieces) {
    const component = chosen.get(piece.name) ?? rest;
    groups.set(component, [...(groups.get(component) ?? []), piece]);
  }
  return new Map([...groups].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function componentsOf(pieces: readonly Piece[], how: Split): Map<string, string> {
  if (how.by === 'nothing') return new Map(pieces.map(({ name }) => [name, how.name]));
  if (how.by === 'file') return new Map(pieces.map(({ name, file }) => [name, componentName(stemOf(file))]));
  const chosen = how.by === 'prefix' ? byPrefix(pieces) : byMapping(pieces, how.components);
  return withTypes(pieces, chosen);
}

/** An enum or type that nobody placed goes with the first that uses it. */
function withTypes(pieces: readonly Piece[], chosen: Map<string, string>): Map<string, string> {
  for (const { kind, name } of pieces) {
    if (chosen.has(name) || (kind !== 'enum' && kind !== 'type')) continue;
    const use = new RegExp(String.raw`^\s*\w+\s+${name}\b`, 'm');
    const user = pieces.find((other) => chosen.has(other.name) && use.test(other.text));
    chosen.set(name, chosen.get(user?.name ?? '') ?? rest);
  }
  return chosen;
}

function byPrefix(pieces: readonly Piece[]): Map<string, string> {
  const models = pieces.filter(({ kind }) => kind === 'model' || kind === 'view');
  const named = models.map(({ name }) => ({ name, words: wordsOf(name) }));
  return new Map(grouped(named, named.length));
}

/** More models than these in one group, and more than half of all: the next word divides them. */
const large = 12;

interface Named {
  name: string;
  words: readonly string[];
}

function grouped(models: readonly Named[], total: number, known?: string): [string, string][] {
  // What all have in common says nothing.
  const common = models.length < 2 ? 0 : sharedWords(models.map(({ words }) => words));
  const wordOf = ({ words }: Named) => words[common] ?? words.at(-1) ?? '';
  const groups = new Map<string, Named[]>();
  for (const model of models) groups.set(wordOf(model), [...(groups.get(wordOf(model)) ?? []), model]);
  return [...groups].flatMap(([word, group]): [string, string][] => {
    if (group.length < 2) return group.map(({ name }) => [name, known ?? rest]);
    const component = componentName(word);
    if (group.length > large && group.length > total / 2 && group.length < models.length)
      return grouped(group, total, component);
    return group.map(({ name }) => [name, component]);
  });
}

function sharedWords([first = [], ...others]: readonly (readonly string[])[]): number {
  // Each keeps at least one word.
  const longest = Math.min(...[first, ...others].map((list) => list.length)) - 1;
  const end = first.findIndex((word, index) => others.some((list) => list[index] !== word));
  return end === -1 ? longest : Math.min(end, longest);
}

function byMapping(
  pieces: readonly Piece[],
  components: Readonly<Record<string, readonly string[]>>,
): Map<string, string> {
  const chosen = new Map<string, string>();
  for (const [component, names] of Object.entries(components)) {
    const problem = nameProblem(component);
    if (problem !== undefined) throw new InitError(problem);
    for (const name of names) {
      const pattern = new RegExp(`^${name.split('*').map(escaped).join('.*')}$`);
      const found = pieces.filter((piece) => pattern.test(piece.name));
      if (found.length === 0)
        throw new InitError(
          `"${component}" names ${name}, which is not in the schema: remove or correct it.`,
        );
      for (const { name: model } of found) if (!chosen.has(model)) chosen.set(model, component);
    }
  }
  const missing = pieces.filter(
    ({ kind, name }) => (kind === 'model' || kind === 'view') && !chosen.has(name),
  );
  if (missing.length === 0) return chosen;
  const names = missing.map(({ name }) => name).join(', ');
  throw new InitError(`No component has ${names}: add ${missing.length === 1 ? 'it' : 'them'} to one.`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** `schema-01-articles.prisma` is `articles`. */
function stemOf(file: string): string {
  const stem = path.posix.basename(file, '.prisma');
  return stem.replace(/^(?:schema[-_.]?)?\d*[-_.]?(?=.)/, '');
}

/** A valid component's name: lower case with hyphens, plural for one word. */
function componentName(text: string): string {
  const name = wordsOf(text.replace(/[^\p{L}\p{N}]+/gu, '-'))
    .join('-')
    .toLowerCase();
  if (nameProblem(name) === undefined) return name;
  const plural = pluralize(name);
  return nameProblem(plural) === undefined ? plural : rest;
}
