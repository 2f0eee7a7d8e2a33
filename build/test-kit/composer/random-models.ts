/** A random relation, with all that both sides say. */
interface Relation {
  field: string;
  from: Model;
  to: Model;
  opposite: string;
  /** Whether the back-relation's name must be given. */
  inverse: boolean;
  name?: string;
  kind: 'many' | 'one' | 'lists';
  optional: boolean;
  /** The component that writes the field: the model's own, or another, in an extension. */
  writer: string;
}

interface Model {
  name: string;
  component: string;
  composite: boolean;
  /** Names that are taken. */
  fields: Set<string>;
}

/** The same component schemas, written in two ways. */
export interface RandomModels {
  /** Every model has all of its fields in one block, and both sides of each relation are written. */
  written: Record<string, string>;
  /** Back-relations are left out, and some fields are extensions by other components. */
  composed: Record<string, string>;
  /** How many back-relations are left out. */
  missing: number;
}

// Words with regular plurals.
const words = ['Order', 'User', 'Item', 'Note', 'Invoice', 'Ticket', 'Vendor', 'Parcel', 'Basket', 'Coupon'];

/** Makes random models with relations of every kind. The same seed makes the same models. */
export function randomModels(seed: number): RandomModels {
  const random = generator(seed);
  const components = ['a', 'b', 'c', 'd'].slice(0, 2 + random(3));
  const models = words.slice(0, 2 + random(words.length - 1)).map((name): Model => {
    const component = components[random(components.length)] ?? 'a';
    return { name, component, composite: random(4) === 0, fields: new Set(['id', 'part', 'note']) };
  });
  const unnamed = new Set<string>();
  const relations: Relation[] = [];
  for (let index = random(2 * models.length) + 1; index > 0; index--) {
    const from = models[random(models.length)];
    const to = models[random(models.length)];
    if (from === undefined || to === undefined) continue;
    const writer =
      random(4) === 0 ? (components[random(components.length)] ?? from.component) : from.component;
    const lists = random(4) === 0 && !from.composite && !to.composite && writer !== to.component;
    const kind: Relation['kind'] = lists ? 'lists' : random(2) === 0 ? 'many' : 'one';
    const pair = [from.name, to.name].sort().join(' ');
    const named = from === to || unnamed.has(pair) || random(3) === 0;
    if (!named) unnamed.add(pair);
    const field = `f${index}`;
    from.fields.add(field);
    const usual = from.name.toLowerCase() + (kind === 'one' ? '' : 's');
    const inverse = to.fields.has(usual) || random(3) === 0;
    const opposite = inverse ? `inverse${index}` : usual;
    to.fields.add(opposite);
    const name = named ? { name: `"R${index}"` } : {};
    relations.push({ field, from, to, opposite, inverse, kind, optional: random(2) === 0, writer, ...name });
  }
  // A list beside another relation of the same two models might be its opposite, so it needs a directive.
  for (const list of relations.filter(({ kind }) => kind === 'lists')) {
    list.inverse ||= relations.some(({ from, to }) => from === list.to && to === list.from);
  }
  return {
    written: render(components, models, relations, true),
    composed: render(components, models, relations, false),
    missing: relations.length,
  };
}

function render(components: string[], models: Model[], relations: Relation[], whole: boolean) {
  const texts = components.map((component) => {
    const own = models.filter((model) => model.component === component);
    const blocks = own.map((model) => {
      const key = model.composite
        ? '  id Int\n  part Int\n  note String?\n  @@id([id, part])\n'
        : '  id Int @id\n  part Int\n  note String?\n';
      const fields = relations.filter(
        ({ from, writer }) => from === model && (whole || writer === component),
      );
      const opposites = whole ? relations.filter(({ to }) => to === model) : [];
      return `model ${model.name} {\n${key}${fields.map(forward).join('')}${opposites.map(backward).join('')}}\n`;
    });
    const extensions = relations
      .filter(({ from, writer }) => !whole && writer === component && from.component !== component)
      .map((relation) => `/// @extends\nmodel ${relation.from.name} {\n${forward(relation)}}\n`);
    // Each component owns something.
    return [component, [`enum Of_${component} {\n  X\n}\n`, ...blocks, ...extensions].join('\n')];
  });
  return Object.fromEntries(texts);
}

function forward({ field, to, opposite, inverse, kind, optional, name }: Relation): string {
  const directive = inverse ? `  /// @inverse ${opposite}\n` : '';
  const [unique, maybe] = [kind === 'one', optional ? '?' : ''];
  if (kind === 'lists')
    return `${directive}  ${field} ${to.name}[]${name === undefined ? '' : ` @relation(${name})`}\n`;
  const keys = to.composite ? [`${field}Id`, `${field}Part`] : [`${field}Id`];
  const attribute = unique && keys.length === 1 ? ' @unique' : '';
  const together = unique && keys.length > 1 ? `  @@unique([${keys.join(', ')}])\n` : '';
  const references = to.composite ? 'id, part' : 'id';
  const actions = 'onDelete: NoAction, onUpdate: NoAction';
  const relation = `${name === undefined ? '' : `${name}, `}fields: [${keys.join(', ')}], references: [${references}], ${actions}`;
  const scalars = keys.map((key) => `  ${key} Int${maybe}${attribute}\n`).join('');
  return `${scalars}${directive}  ${field} ${to.name}${maybe} @relation(${relation})\n${together}`;
}

function backward({ from, opposite, kind, name }: Relation): string {
  const type = `${from.name}${kind === 'one' ? '?' : '[]'}`;
  return `  ${opposite} ${type}${name === undefined ? '' : ` @relation(${name})`}\n`;
}

/** Whole numbers below a bound, the same for the same seed (mulberry32). */
export function generator(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}
