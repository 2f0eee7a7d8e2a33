import type { Place } from '../../diagnostics/diagnostic';
import type { Problem } from '../composition/findings';
import type { SourceRange } from '../composition/weaving/origin';
import type { Addition } from './added';
import type { Side } from './sides/side';

export function inverseWritten(opposite: Side): Problem {
  return {
    code: 'INVERSE_WRITTEN',
    message: `\`@inverse\` does nothing here: the opposite is written already, as ${titleOf(opposite)}.`,
    hint: 'take the line out',
    related: [related(opposite, 'the opposite is here')],
  };
}

export function invalidInverse(name: string, several: boolean): Problem {
  return {
    code: 'INVERSE_INVALID',
    message: several
      ? 'A relation field can have one `@inverse` only.'
      : `\`@inverse\` needs the name of a field; ${name === '' ? 'there is none' : `${JSON.stringify(name)} can't be one`}.`,
    hint: 'write `/// @inverse orders`: a letter, then letters, digits and `_`, and nothing behind it',
  };
}

export function ambiguous(side: Side, group: readonly Side[]): Problem {
  const { names, others } = othersOf(side, group, (other) => other);
  return {
    code: 'RELATION_AMBIGUOUS',
    message: `${titleOf(side)} and ${names} lead to ${side.type.name} and can't be told apart.`,
    hint: `give each a name of its own, such as \`@relation("${suggestion(side)}")\`, and each back-relation too: \`/// @inverse name\` above the field`,
    related: others.map((other) => related(other, 'this one too')),
  };
}

export function differing(list: Side, keyed: Side): Problem {
  return {
    code: 'RELATION_NAMES_DIFFER',
    message: `${titleOf(list)} and ${titleOf(keyed)} look like the two sides of one relation, but its name differs.`,
    hint: `give both the same \`@relation("name")\`; if they are two relations, put \`/// @inverse name\` above one`,
    related: [related(keyed, 'the other one is here')],
  };
}

export function unnamedSelf(side: Side): Problem {
  return {
    code: 'SELF_RELATION_UNNAMED',
    message: `${titleOf(side)} leads to its own model, and Prisma wants a name for such a relation.`,
    hint: `write \`@relation("${suggestion(side)}", …)\``,
  };
}

export function nameTaken({ side, target, field }: Addition, taken: SourceRange): Problem {
  const { file, line, column } = taken;
  return {
    code: 'INVERSE_TAKEN',
    message: `The back-relation of ${titleOf(side)} would be ${target.definition.name}.${field}, which is another field.`,
    hint: `choose its name: \`/// @inverse ${field}Of${suggestion(side)}\` above the field, or any other`,
    related: [{ file, line, column, message: `"${field}" is here` }],
  };
}

export function nameWantedTwice({ side, target, field }: Addition, all: readonly Addition[]): Problem {
  const { names, others } = othersOf(side, all, (other) => other.side);
  return {
    code: 'INVERSE_TAKEN',
    message: `${titleOf(side)} and ${names} would each have ${target.definition.name}.${field} as their back-relation.`,
    hint: `choose the names: \`/// @inverse ${field}As${suggestion(side)}\` above the field, or any other`,
    related: others.map((other) => related(other, 'this one too')),
  };
}

/** As many of the others as help a reader; there may be a million. */
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

function suggestion({ member: { name } }: Side): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function related({ part, member }: Side, message: string): Place & { message: string } {
  const { file, line, column } = part.range(member.offset, member.end);
  return { file, line, column, message };
}
