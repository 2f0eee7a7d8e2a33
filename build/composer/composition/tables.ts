import type { OwnedTable } from '../../ownership/table';
import { argumentOf, parseArguments, parseAttributes } from '../members/attributes';
import { parseBody } from '../members/body';
import type { Member } from '../members/member';
import type { Block } from '../schema/block';
import { parseSchema } from '../schema/parse';
import type { Composition } from './composition';

/** The tables and enum types that a composition without errors asks the database for. */
export function tablesOf({ files, definitions }: Composition): OwnedTable[] {
  const owners = new Map(definitions.map(({ name, component }) => [name, component]));
  const ownersOf = (models: readonly string[]): string[] =>
    [...new Set(models.flatMap((model) => owners.get(model) ?? []))].sort();
  const blocks = files.flatMap(({ text }) =>
    parseSchema(text).blocks.map((block) => ({ block, members: parseBody(text, block).members })),
  );
  const own = blocks.flatMap(({ block, members }): OwnedTable[] => {
    if (block.kind !== 'model' && block.kind !== 'enum') return [];
    const kind = block.kind === 'enum' ? 'enum' : 'table';
    return [{ name: mappedName(block, members), kind, models: [block.name], owners: ownersOf([block.name]) }];
  });
  const joins = joinsOf(blocks.filter(({ block }) => block.kind === 'model'));
  return [
    ...own,
    ...joins.map(({ name, models }) => ({ name, kind: 'join' as const, models, owners: ownersOf(models) })),
  ];
}

function mappedName(block: Block, members: readonly Member[]): string {
  const map = members.find(({ kind, name }) => kind === 'attribute' && name === 'map');
  if (map === undefined) return block.name;
  return textOf(argumentOf(parseArguments(map.rest.trimStart(), 0).values, 'name', true)) ?? block.name;
}

interface Side {
  model: string;
  other: string;
  relation: string | undefined;
}

/** Two lists that face each other are a table of their own, named by the relation or by both models. */
function joinsOf(
  models: readonly { block: Block; members: readonly Member[] }[],
): { name: string; models: string[] }[] {
  const sides = models.flatMap(({ block, members }) =>
    members.flatMap(({ type, rest }): Side[] => {
      if (type?.list !== true) return [];
      const relation = parseAttributes(rest).find(({ name }) => name === 'relation');
      const name = textOf(argumentOf(relation?.arguments ?? [], 'name', true));
      return [{ model: block.name, other: type.name, relation: name }];
    }),
  );
  const counts = new Map<string, number>();
  const keyOf = (from: string, to: string, relation = ''): string => JSON.stringify([from, to, relation]);
  for (const { model, other, relation } of sides) {
    const key = keyOf(model, other, relation);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const joins = sides.flatMap(({ model, other, relation }) => {
    const facing = counts.get(keyOf(other, model, relation)) ?? 0;
    // Of a relation with itself both sides are counted alike. Of two sides the first one speaks for both.
    if (facing < (model === other ? 2 : 1) || model > other) return [];
    return [{ name: `_${relation ?? `${model}To${other}`}`, models: [...new Set([model, other])] }];
  });
  return [...new Map(joins.map((join) => [join.name, join])).values()];
}

function textOf(written: string | undefined): string | undefined {
  return written === undefined ? undefined : /^"(.*)"$/s.exec(written)?.[1];
}
