/** A schema that random edits change: plain data, rendered again after each edit. */
export interface RandomSchema {
  models: RandomModel[];
  enums: { name: string; values: string[] }[];
  relations: RandomRelation[];
  /** The least number of models. */
  fewest: number;
}

export interface RandomModel {
  name: string;
  component: string;
  doc: string;
  mapped: boolean;
  indexed: boolean;
  ignored: boolean;
  /** Whether its key has two fields. */
  paired: boolean;
  fields: RandomField[];
}

export interface RandomField {
  name: string;
  type: string;
  suffix: '' | '?' | '[]';
  unique: boolean;
  mapped: boolean;
  doc: string;
  /** Whether it has a default or `@updatedAt`, for the types that can. */
  filled: boolean;
}

export interface RandomRelation {
  field: string;
  opposite: string;
  from: RandomModel;
  to: RandomModel;
  kind: 'many' | 'one' | 'lists';
  optional: boolean;
}

/** The component schemas, by the component's name. */
export function renderSchema({ models, enums, relations }: RandomSchema): Record<string, string> {
  const texts: Record<string, string> = {};
  const add = (component: string, block: string): void => {
    texts[component] = `${texts[component] ?? ''}${block}\n`;
  };
  for (const { name, values } of enums) add('a', `enum ${name} {\n  ${values.join('\n  ')}\n}\n`);
  for (const model of models) {
    const lines = [
      ...model.fields.map(renderField),
      ...relations.flatMap((relation, index) => renderRelation(relation, index, model)),
      ...(model.mapped ? [`@@map("t_${model.name.toLowerCase()}")`] : []),
      ...(model.indexed ? ['@@unique([id, key])', '@@index([key])'] : []),
      ...(model.ignored ? ['@@ignore'] : []),
      ...(model.paired ? ['@@id([id, key])'] : []),
    ];
    const doc = model.doc === '' ? '' : `/// ${model.doc}\n`;
    const key = model.paired ? '@unique' : '@id';
    const own = [`id Int ${key} @default(autoincrement())`, 'key String', ...lines];
    add(model.component, `${doc}model ${model.name} {\n  ${own.join('\n  ')}\n}\n`);
  }
  return texts;
}

const fillings: Readonly<Record<string, string>> = {
  DateTime: '@updatedAt',
  String: '@default(uuid())',
  Boolean: '@default(true)',
  Json: '@default("{}")',
};

function renderField({ name, type, suffix, unique, mapped, doc, filled }: RandomField): string {
  const filling = filled && suffix !== '[]' ? ` ${fillings[type] ?? ''}` : '';
  const attributes = `${unique && suffix !== '[]' ? ' @unique' : ''}${mapped ? ` @map("c_${name}")` : ''}${filling}`;
  return `${doc === '' ? '' : `/// ${doc}\n  `}${name} ${type}${suffix}${attributes}`;
}

function renderRelation(relation: RandomRelation, index: number, model: RandomModel): string[] {
  const { field, opposite, from, to, kind, optional } = relation;
  const maybe = optional ? '?' : '';
  const lines: string[] = [];
  if (model === from) {
    if (kind === 'lists') lines.push(`${field} ${to.name}[] @relation("R${index}")`);
    else {
      const actions = 'onDelete: NoAction, onUpdate: NoAction';
      lines.push(
        `${field}Id Int${maybe}${kind === 'one' ? ' @unique' : ''}`,
        `${field} ${to.name}${maybe} @relation("R${index}", fields: [${field}Id], references: [id], ${actions})`,
      );
    }
  }
  if (model === to) {
    lines.push(`${opposite} ${from.name}${kind === 'one' ? '?' : '[]'} @relation("R${index}")`);
  }
  return lines;
}
