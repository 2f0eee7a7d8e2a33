import { generator } from '../../composer/testing/random-models';
import type { Held } from './database';
import { type Draft, type DraftEnum, type DraftModel, quoted } from './draft';

const components = ['a', 'b', 'c'];
const long = (count: number, end = ''): string => 'l'.repeat(count - end.length) + end;
const wide = (count: number): string => 'ü'.repeat(count);

/** A schema in which no names meet, with names of every length. The same seed makes the same schema. */
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
    // What one component owns on both sides needs both fields, or the composer's directive.
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

/** Gives something in a schema a name that is almost, or just, another's; `held` is what the database holds of it. */
export type Trap = (draft: Draft, held: readonly Held[], random: (bound: number) => number) => void;

/** Around the limits at which PostgreSQL and Prisma cut. */
const lengths = [54, 55, 56, 57, 62, 63, 64, 70, 120];

function picker(random: (bound: number) => number) {
  return <Item>(items: readonly Item[]): Item => {
    const item = items[random(items.length)];
    if (item === undefined) throw new Error('There is nothing to choose from.');
    return item;
  };
}

function heldBy(held: readonly Held[], ...kinds: string[]): string[] {
  return held.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);
}

const objects = ['table', 'index', 'sequence', 'enum', 'list type'];

export const traps: Record<string, Trap> = {
  'table takes a name': (draft, held, random) => {
    picker(random)(draft.models).table = picker(random)(heldBy(held, ...objects));
  },
  'enum takes a name': (draft, held, random) => {
    picker(random)(draft.enums).type = picker(random)(heldBy(held, ...objects, 'constraint'));
  },
  'key takes a name': (draft, held, random) => {
    picker(random)(draft.models).key = picker(random)(heldBy(held, ...objects));
  },
  'index takes a name': (draft, held, random) => {
    const { component, lines } = picker(random)(draft.models);
    lines.push({
      component,
      text: `@@index([id, x], map: ${quoted(picker(random)(heldBy(held, ...objects)))})`,
    });
  },
  'foreign key takes a name': (draft, held, random) => {
    picker(random)(draft.keys).map = picker(random)(heldBy(held, ...objects, 'constraint'));
  },
  'relation takes a name': (draft, held, random) => {
    const names = heldBy(held, ...objects).filter((name) => name.startsWith('_'));
    picker(random)(draft.joins).name = picker(random)(names).slice(1);
  },
  'table takes the place of a join table': (draft, held, random) => {
    const names = heldBy(held, 'table', 'index').filter((name) => name.startsWith('_'));
    picker(random)(draft.models).table = picker(random)(names);
  },
  'table takes the name of a sequence': (draft, held, random) => {
    const names = heldBy(held, 'sequence');
    if (names.length > 0) picker(random)(draft.models).table = picker(random)(names);
  },
  'enum takes the name of a sequence': (draft, held, random) => {
    const names = heldBy(held, 'sequence');
    if (names.length > 0) picker(random)(draft.enums).type = picker(random)(names);
  },
  'enum takes the name of a table': (draft, held, random) => {
    picker(random)(draft.enums).type = picker(random)(heldBy(held, 'table'));
  },
  'two relations of one name': (draft, _, random) => {
    const [one, other] = [picker(random)(draft.joins), { ...picker(random)(draft.joins) }];
    const rest = draft.models.filter((model) => model !== one.from && model !== one.to);
    if (rest.length > 0)
      draft.joins.push({ ...other, to: picker(random)(rest), name: 'shared', both: false });
    one.name = 'shared';
  },
  'table takes the name of lists': (draft, held, random) => {
    const names = heldBy(held, 'list type');
    picker(random)(draft.models).table = `${picker(random)(names)}${random(3) === 0 ? '_' : ''}`;
  },
  'enum takes the name of lists': (draft, held, random) => {
    const component = 'a';
    draft.enums.push({
      name: 'Other',
      component,
      type: picker(random)(heldBy(held, 'list type')),
      values: [{ component, text: 'X' }],
    });
  },
  'value takes a value': (draft, held, random) => {
    const { values, name, component } = picker(random)(draft.enums);
    const own = held
      .filter(({ kind, within }) => kind === 'value' && within === name)
      .map((value) => value.name);
    values.push({
      component: random(2) === 0 ? component : picker(random)(components),
      text: `TRAP @map(${quoted(picker(random)(own))})`,
    });
  },
  'column takes a column': (draft, held, random) => {
    const { lines, name, table } = picker(random)(draft.models);
    const own = held.filter(({ kind, within }) => kind === 'column' && within === (table ?? name));
    lines.push({
      component: picker(random)(components),
      text: `trap Int? @map(${quoted(picker(random)(own).name)})`,
    });
  },
  'index twice': (draft, _, random) => {
    const { lines } = picker(random)(draft.models);
    for (const component of [picker(random)(components), picker(random)(components)]) {
      lines.push({
        component,
        text: picker(random)(['@@index([x])', '@@unique([x])', '@@index([ x ])', '@@index([x(sort: Desc)])']),
      });
    }
  },
  'long table': (draft, _, random) => {
    picker(random)(draft.models).table = longName(random);
  },
  'long column': (draft, _, random) => {
    picker(random)(draft.models).id = longName(random);
  },
  'long enum': (draft, _, random) => {
    picker(random)(draft.enums).type = longName(random);
  },
  'long value': (draft, _, random) => {
    const { values, component } = picker(random)(draft.enums);
    values.push({ component, text: `TRAP @map(${quoted(longName(random))})` });
  },
  'long relation': (draft, _, random) => {
    picker(random)(draft.joins).name = longName(random);
  },
  'two long relations': (draft, _, random) => {
    const length = picker(random)(lengths);
    const join = picker(random)(draft.joins);
    draft.joins.push({ ...join, name: long(length, '2') });
    join.name = long(length, '1');
  },
  'two long models': (draft, _, random) => {
    const length = picker(random)(lengths);
    for (const end of ['1', '2']) {
      draft.models.push({
        name: `Long${long(length - 4, end)}`.slice(0, 63),
        component: picker(random)(components),
        lines: [],
        counted: true,
      });
    }
  },
  'reserved type': (draft, _, random) => {
    picker(random)(draft.enums).type = picker(random)([
      'text',
      'point',
      'int4',
      'jsonb',
      'pg_lsn',
      'texts',
      'Point',
      '_text',
      'user',
    ]);
  },
  'reserved column': (draft, _, random) => {
    const { lines, component } = picker(random)(draft.models);
    lines.push({
      component,
      text: `trap Int @map(${quoted(picker(random)(['ctid', 'xmin', 'cmax', 'tableoid', 'oid', 'CTID']))})`,
    });
  },
  'odd characters': (draft, _, random) => {
    const odd = picker(random)(['a"b', "a'b", '', 'a b', 'a.b', 'a\\b', '%s', 'A']);
    const model = picker(random)(draft.models);
    const one = picker(random)(draft.enums);
    const { component } = one;
    const place = random(6);
    if (place === 0) model.table = odd;
    else if (place === 1) model.id = odd;
    else if (place === 2) one.type = odd;
    else if (place === 3) one.values.push({ component, text: `TRAP @map(${quoted(odd)})` });
    else if (place === 4) model.key = odd === '' ? 'k' : odd;
    else picker(random)(draft.joins).name = odd === '' ? 'r' : odd;
  },
};

function longName(random: (bound: number) => number): string {
  const bytes = picker(random)(lengths);
  const of = (count: number): string =>
    picker(random)([long(count), wide(count / 2), `x${wide((count - 1) / 2)}`]);
  return of(bytes);
}
