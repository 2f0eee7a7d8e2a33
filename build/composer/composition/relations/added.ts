import type { Whole } from '../part';
import { pluralName, singularName } from './names';
import { directiveOf, type Side } from './sides/side';
import { isUnique } from './sides/uniqueness';

/** A back-relation to add. */
export interface Addition {
  /** The side that was written. */
  side: Side;
  /** The model that gets it. */
  target: Whole;
  field: string;
  /** Such as `Order[]`. */
  type: string;
  /** Its line in the composed file, without a comment. */
  text: string;
}

/** The opposite of a side. */
export function additionOf(side: Side): Addition {
  const { whole, target, name } = side;
  const model = whole.definition.name;
  const single = isSingle(side);
  const field = directiveOf(side)?.argument ?? defaultName(side);
  const type = `${model}${single ? '?' : '[]'}`;
  const relation = name === undefined ? '' : ` @relation(${name})`;
  return {
    side,
    target,
    field,
    type,
    text: `${field} ${type}${relation}${isIgnored(whole) ? ' @ignore' : ''}`,
  };
}

/** The default name of the back-relation: that of the model, singular when there is at most one. */
export function defaultName(side: Side): string {
  const model = side.whole.definition.name;
  return isSingle(side) ? singularName(model) : pluralName(model);
}

function isSingle({ whole, key }: Side): boolean {
  return key !== undefined && isUnique(whole, key);
}

/** Prisma requires `@ignore` on each relation to an ignored model. */
function isIgnored(whole: Whole): boolean {
  const known = ignored.get(whole);
  if (known !== undefined) return known;
  const found = [whole.owner, ...whole.extensions].some(({ members }) =>
    members.some(({ kind, name }) => kind === 'attribute' && name === 'ignore'),
  );
  ignored.set(whole, found);
  return found;
}

/** Searched once in a model, for any number of relations. */
const ignored = new WeakMap<Whole, boolean>();
