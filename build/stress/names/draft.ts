export const components = ['a', 'b', 'c'];

/** A schema of several components before it is rendered: everything in it can be named. */
export interface Draft {
  models: DraftModel[];
  enums: DraftEnum[];
  /** Implicit many-to-many relations; with `both`, the second side is written too. */
  joins: { from: DraftModel; to: DraftModel; name?: string; both: boolean }[];
  /** Relations with a key. */
  keys: { from: DraftModel; to: DraftModel; map?: string }[];
}

export interface DraftModel {
  name: string;
  component: string;
  table?: string;
  /** The name of the primary key. */
  key?: string;
  /** The column of the id. */
  id?: string;
  counted: boolean;
  /** More lines, and the component that writes them. */
  lines: { component: string; text: string }[];
}

export interface DraftEnum {
  name: string;
  component: string;
  type?: string;
  values: { component: string; text: string }[];
}

/** The component schemas, by the component's name. */
export function render(draft: Draft): Record<string, string> {
  const texts: Record<string, string> = {};
  const add = (component: string, text: string): void => {
    texts[component] = `${texts[component] ?? ''}${text}\n`;
  };
  const block = (
    owner: string,
    kind: string,
    name: string,
    lines: readonly DraftModel['lines'][number][],
  ) => {
    for (const component of new Set([owner, ...lines.map((line) => line.component)])) {
      const own = lines.filter((line) => line.component === component).map(({ text }) => `  ${text}\n`);
      add(component, `${component === owner ? '' : '/// @extends\n'}${kind} ${name} {\n${own.join('')}}\n`);
    }
  };
  for (const one of draft.models) {
    const { name, component, lines } = one;
    const own = [
      idOf(one),
      'x Int',
      ...relationsOf(draft, one),
      ...(one.table === undefined ? [] : [`@@map(${quoted(one.table)})`]),
    ];
    block(component, 'model', name, [...own.map((text) => ({ component, text })), ...lines]);
  }
  for (const { name, component, type, values } of draft.enums) {
    const map = type === undefined ? [] : [{ component, text: `@@map(${quoted(type)})` }];
    block(component, 'enum', name, [...values, ...map]);
  }
  return texts;
}

function idOf({ key, id, counted }: DraftModel): string {
  const map = id === undefined ? '' : ` @map(${quoted(id)})`;
  return `id Int @id${key === undefined ? '' : `(map: ${quoted(key)})`}${map}${counted ? ' @default(autoincrement())' : ''}`;
}

function relationsOf({ joins, keys }: Draft, model: DraftModel): string[] {
  const lists = joins.flatMap(({ from, to, name, both }, index) => {
    const relation = name === undefined ? '' : ` @relation(${quoted(name)})`;
    return [
      ...(from === model
        ? [`/// @inverse back${index}`, `list${index} ${to.name}[]${relation}`].slice(both ? 1 : 0)
        : []),
      ...(to === model && both ? [`back${index} ${from.name}[]${relation}`] : []),
    ];
  });
  const single = keys.flatMap(({ from, to, map }, index) => {
    if (from !== model) return [];
    const named = map === undefined ? '' : `, map: ${quoted(map)}`;
    return [
      `ref${index}Id Int`,
      `/// @inverse refs${index}`,
      `ref${index} ${to.name} @relation("key${index}", fields: [ref${index}Id], references: [id], onDelete: NoAction, onUpdate: NoAction${named})`,
    ];
  });
  return [...lists, ...single];
}

export function quoted(name: string): string {
  return JSON.stringify(name);
}
