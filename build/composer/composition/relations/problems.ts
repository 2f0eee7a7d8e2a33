import type { Place } from '../../../diagnostics/diagnostic';
import { isIdentifier } from '../../schema/identifiers';
import type { Problem } from '../findings';
import type { SourceRange } from '../weaving/origin';
import type { Addition } from './added';
import { capitalized } from './names';
import type { Side } from './sides/side';
import type { Suggestions } from './suggestions';

export function inverseWritten(opposite: Side): Problem {
  return {
    code: 'INVERSE_WRITTEN',
    message: `\`@inverse\` does nothing here: the opposite relation field already exists, as ${titleOf(opposite)}.`,
    hint: 'remove the line',
    related: [related(opposite, 'the opposite is here')],
  };
}

export function invalidInverse(name: string, several: boolean): Problem {
  return {
    code: 'INVERSE_INVALID',
    message: several
      ? 'A relation field can have only one `@inverse`.'
      : `\`@inverse\` needs the name of a field, but ${name === '' ? 'there is none' : `${JSON.stringify(name)} is not valid`}.`,
    hint: `write \`/// @inverse ${meantBy(name)}\`: a letter, then letters, digits and \`_\`, and nothing after it`,
  };
}

/** The name in the written text, its words joined to one. */
function meantBy(written: string): string {
  const [first = '', ...others] = written.split(/[^\p{L}0-9_]+/u).filter(isIdentifier);
  return first === '' ? 'orders' : first + others.map(capitalized).join('');
}

/** One error for all of them, at the first. */
export function ambiguous(side: Side, group: readonly Side[], suggest: Suggestions): Problem {
  const { names, others } = othersOf(side, group, (other) => other);
  const common = {
    code: 'RELATION_AMBIGUOUS',
    message: `${titleOf(side)} and ${names} are ambiguous: there are several relations between ${pairOf(side)}, ${side.name === undefined ? 'without names' : 'with the same name'}.`,
    related: others.map((other) => related(other, 'this one too')),
  };
  const keyed = group.every(({ key }) => key !== undefined);
  const sameWay = group.every(({ whole }) => whole === side.whole) && (keyed || side.whole !== side.target);
  if (!sameWay && !(keyed && group.length === 2)) {
    // Opposites are among them: only the author knows which belong together.
    const hint = `give each relation its own name, the same on both sides: \`@relation("${suggest.relation(side)}", …)\``;
    return { ...common, hint };
  }
  const wanted = [side, ...others].map((other) => {
    const inverse = sameWay ? ` and, above it, \`/// @inverse ${suggest.inverseAs(other)}\`` : '';
    return `\`@relation("${suggest.relation(other)}", …)\`${inverse} at ${titleOf(other)}`;
  });
  return { ...common, hint: `give each its own name: ${wanted.join('; ')}` };
}

export function differing(list: Side, other: Side): Problem {
  return {
    code: 'RELATION_NAMES_DIFFER',
    message: `${titleOf(list)} and ${titleOf(other)} look like the two sides of one relation, but have different names.`,
    hint: 'give both the same `@relation("name")`; if they are two relations, put `/// @inverse name` above one of them',
    related: [related(other, 'the other one is here')],
  };
}

/** A list, or a side without a foreign key, whose opposite is missing. */
export function oppositeMissing(side: Side, suggest: Suggestions): Problem {
  const { whole, target, type, name } = side;
  const model = target.definition.name;
  const self = whole === target;
  const code = 'OPPOSITE_MISSING';
  if (!type.list)
    return {
      code,
      message: `${titleOf(side)} has no foreign key, and ${model} has no opposite relation field.`,
      hint: keyHint(side, suggest),
    };
  const relation = name ?? (self ? `"${suggest.relation(side)}"` : undefined);
  const many = `put \`/// @inverse ${suggest.inverse(side)}\` above it${name === relation ? '' : ` and write \`@relation(${relation})\` after it`}`;
  const field = suggest.fieldBack(side);
  const lines = suggest.key(target, field, { target: whole, relation, optional: self });
  const one =
    lines === undefined
      ? `write a field with the foreign key in ${model}`
      : `write the foreign key in ${model}: \`${field} ${whole.definition.name}${self ? '?' : ''} ${lines.relation}\`, ${lines.fields.map((line) => `\`${line}\``).join(', ')}`;
  return {
    code,
    message: `${titleOf(side)} is a list, and ${model} has no opposite relation field.`,
    hint: `for many to many ${many}; for one to many ${one}`,
  };
}

/** Two sides of one relation, both without a foreign key. */
export function keyMissing(side: Side, opposite: Side, suggest: Suggestions): Problem {
  return {
    code: 'KEY_MISSING',
    message: `${titleOf(side)} and ${titleOf(opposite)} are the two sides of one relation, and neither has the foreign key.`,
    hint: keyHint(side, suggest),
    related: [related(opposite, 'the other one is here')],
  };
}

function keyHint(side: Side, suggest: Suggestions): string {
  const { whole, target, type, member, name } = side;
  const { optional } = type;
  const lines = suggest.key(whole, member.name, { target, relation: name, optional });
  if (lines === undefined)
    return 'write `@relation(fields: […], references: […])` after it, and the fields of the foreign key';
  return `write \`${lines.relation}\` after it${lines.fields.map((line) => `, and \`${line}\` in ${whole.definition.name}`).join('')}`;
}

export function unnamedSelf(side: Side, suggest: Suggestions): Problem {
  return {
    code: 'SELF_RELATION_UNNAMED',
    message: `${titleOf(side)} is a self-relation, and Prisma requires a name for such a relation.`,
    hint: `write \`@relation("${suggest.relation(side)}"${side.key === undefined ? '' : ', …'})\` after it`,
  };
}

export function nameTaken(
  { side, target, field }: Addition,
  taken: SourceRange,
  suggest: Suggestions,
): Problem {
  const { file, line, column } = taken;
  return {
    code: 'INVERSE_TAKEN',
    message: `The back-relation of ${titleOf(side)} would be ${target.definition.name}.${field}, but that is another field.`,
    hint: `choose its name: \`/// @inverse ${suggest.inverseAs(side)}\` above the field, or another name`,
    related: [{ file, line, column, message: `"${field}" is here` }],
  };
}

export function nameWantedTwice(
  { side, target, field }: Addition,
  all: readonly Addition[],
  suggest: Suggestions,
): Problem {
  const { names, others } = othersOf(side, all, (other) => other.side);
  const sameModel = all.every((other) => other.side.whole === side.whole);
  const name = sameModel ? suggest.inverseAs(side) : suggest.inverseOf(side);
  return {
    code: 'INVERSE_TAKEN',
    message: `${titleOf(side)} and ${names} would each have ${target.definition.name}.${field} as their back-relation.`,
    hint: `choose the names: \`/// @inverse ${name}\` above the field, or another name`,
    related: others.map((other) => related(other, 'this one too')),
  };
}

/** Only a few of the others, for the reader; there may be a million. */
function othersOf<Item>(
  side: Side,
  all: readonly Item[],
  sideOf: (item: Item) => Side,
): { names: string; others: readonly Side[] } {
  const shown = 5;
  const others = all.slice(0, shown + 1).map(sideOf);
  const some = others.filter((other) => other !== side).slice(0, shown);
  const more = all.length - 1 - some.length;
  return { names: [...some.map(titleOf), ...(more > 0 ? [`${more} more`] : [])].join(', '), others: some };
}

function titleOf({ whole, member }: Side): string {
  return `${whole.definition.name}.${member.name}`;
}

function pairOf({ whole, target }: Side): string {
  const [from, to] = [whole, target].map(({ definition }) => definition.name);
  return from === to ? `${from} and itself` : `${from} and ${to}`;
}

function related({ part, member }: Side, message: string): Place & { message: string } {
  const { file, line, column } = part.range(member.offset, member.end);
  return { file, line, column, message };
}
