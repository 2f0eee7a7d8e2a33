import type { Findings, Problem } from '../composition/findings';
import type { Part, Whole } from '../composition/part';
import type { Member } from '../members/member';
import { type Key, keysOf } from './keys';

interface Claim {
  part: Part;
  member: Member;
}

/**
 * Tells each member of an extension that says again what the owner or another extension says, or takes its place in the
 * database. What a block says twice within itself is left to Prisma.
 */
export function tellConflicts(whole: Whole, isModel: (type: string) => boolean, findings: Findings): void {
  const claims = new Map<string, Claim>();
  for (const part of [whole.owner, ...whole.extensions]) {
    for (const member of part.body.members) {
      for (const key of keysOf(member, isModel)) {
        const text = `${key.kind} ${key.text}`;
        const first = claims.get(text);
        if (first === undefined && !key.asked) claims.set(text, { part, member });
        else if (first !== undefined && first.part !== part) {
          findings.tell(part.range(member.offset, member.end), () =>
            conflict(whole, key, { part, member }, first),
          );
          part.refuse(member);
          findings.hide(part.schema.file, { offset: member.offset, end: member.end });
          break;
        }
      }
    }
  }
}

function conflict(
  { definition, owner }: Whole,
  { kind, text }: Key,
  { part, member }: Claim,
  first: Claim,
): Problem {
  const { file, line, column } = first.part.range(first.member.offset, first.member.end);
  const { component } = first.part.schema;
  const from = `from ${first.part === owner ? 'its owner' : 'another extension,'} "${component}"`;
  const title = `"${definition.name}"`;
  const renamed = `${part.schema.component}_${member.name}`.replace(/[^\p{L}\p{N}]+/gu, '_');
  const messages: Record<Key['kind'], string> = {
    name: `The ${member.kind} "${member.name}" of ${title} is there already, ${from}.`,
    id: `The ${definition.kind} ${title} has its id ${from} already.`,
    attribute: `The attribute \`@@${member.name}\` of ${title} is there already, ${from}.`,
    index: `${title} has the same index already, ${from}.`,
    column: `The column "${text}" of ${title} is there already: it is that of the field "${first.member.name}", ${from}.`,
    value: `In the database ${title} has the value "${text}" already: it is "${first.member.name}", ${from}.`,
  };
  const hints: Record<Key['kind'], string> = {
    name: 'choose another name, or take it out',
    id: 'take it out here',
    attribute: 'take it out here',
    index: member.kind === 'attribute' ? 'take it out here' : 'take `@unique` out here',
    column:
      member.name === text
        ? `choose another name for the field, such as "${renamed}"`
        : `choose another column: \`@map("${renamed}")\``,
    value: `choose another value: \`@map("${renamed}")\``,
  };
  return {
    code: 'EXTENSION_CONFLICT',
    message: messages[kind],
    hint: hints[kind],
    related: [{ file, line, column, message: 'the first one is here' }],
  };
}
