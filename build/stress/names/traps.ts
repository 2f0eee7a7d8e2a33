import type { Held } from './database';
import { components, type Draft, quoted } from './draft';
import { long, picker, wide } from './picking';

/** Gives something in a schema the name of another thing, or almost; `held` are the names in the database. */
export type Trap = (draft: Draft, held: readonly Held[], random: (bound: number) => number) => void;

/** Around the limits at which PostgreSQL and Prisma cut names. */
const lengths = [54, 55, 56, 57, 62, 63, 64, 70, 120];

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
  'empty name': (draft, _, random) => {
    const place = random(3);
    if (place === 0) picker(random)(draft.models).table = '';
    else if (place === 1) picker(random)(draft.models).id = '';
    else picker(random)(draft.enums).type = '';
  },
  'odd characters': (draft, _, random) => {
    const odd = picker(random)(['a"b', "a'b", 'a b', 'a.b', 'a\\b', '%s', 'A']);
    const model = picker(random)(draft.models);
    const one = picker(random)(draft.enums);
    const { component } = one;
    const place = random(6);
    if (place === 0) model.table = odd;
    else if (place === 1) model.id = odd;
    else if (place === 2) one.type = odd;
    else if (place === 3) one.values.push({ component, text: `TRAP @map(${quoted(odd)})` });
    else if (place === 4) model.key = odd;
    else picker(random)(draft.joins).name = odd;
  },
};

function longName(random: (bound: number) => number): string {
  const bytes = picker(random)(lengths);
  const of = (count: number): string =>
    picker(random)([long(count), wide(count / 2), `x${wide((count - 1) / 2)}`]);
  return of(bytes);
}
