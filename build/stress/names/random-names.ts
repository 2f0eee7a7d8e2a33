import { generator } from '../../test-kit/composer/random-models';
import { components, type Draft, type DraftEnum, type DraftModel } from './draft';
import { long, picker, wide } from './picking';

/** A schema without name collisions, with names of every length. The same seed makes the same schema. */
export function randomDraft(seed: number): Draft {
  const random = generator(seed);
  const pick = picker(random);
  const names = ['Post', 'Tag', 'User', 'Order', `Ledger${long(44)}`, `Ä${wide(20)}`];
  const models = names.slice(0, 3 + random(4)).map((name): DraftModel => {
    const component = pick(components);
    const lines: DraftModel['lines'] = [];
    const table = random(4) === 0 ? { table: `${name.toLowerCase()}_table` } : {};
    if (random(2) === 0) lines.push({ component: pick(components), text: `unique${random(9)} Int? @unique` });
    if (random(2) === 0) lines.push({ component: pick(components), text: '@@index([x, id])' });
    if (random(3) === 0)
      lines.push({ component, text: `@@index([x(sort: Desc)], name: "${name.slice(0, 9)}_down")` });
    if (random(3) === 0) lines.push({ component, text: `mapped String @map("${name.slice(0, 12)} col")` });
    return { name, component, lines, counted: random(2) === 0, ...table };
  });
  const enums = ['Status', 'Level'].slice(0, 1 + random(2)).map((name): DraftEnum => {
    const component = pick(components);
    const values = ['NEW', 'OLD @map("old")', 'LOST'].map((text) => ({ component, text }));
    const user = pick(models);
    user.lines.push({ component, text: `e${name} ${name}${name === 'Status' ? '[]' : '?'}` });
    return { name, component, values };
  });
  const joins: Draft['joins'] = [];
  for (let index = random(3) + 1; index > 0; index--) {
    const [from, to] = [pick(models), pick(models)];
    const named =
      from === to ||
      joins.some((join) => [join.from, join.to].includes(from) && [join.from, join.to].includes(to));
    // A relation needs both fields when one component owns both sides, or the composer's directive.
    joins.push({
      from,
      to,
      both: from !== to && random(3) === 0,
      ...(named || random(2) === 0 ? { name: `r${index}` } : {}),
    });
  }
  const keys = [{ from: pick(models), to: pick(models) }];
  return { models, enums, joins, keys };
}
