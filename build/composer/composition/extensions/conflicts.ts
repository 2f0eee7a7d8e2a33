import type { Member } from '../../schema/members/member';
import type { Findings, Problem } from '../findings';
import type { Part, Whole } from '../part';
import { type Key, keysOf } from './keys';

interface Claim {
  part: Part;
  member: Member;
}

/**
 * Reports each member of an extension that the owner or another extension already has, or whose name in the database is
 * taken. Prisma reports what a single block has twice.
 */
export function reportConflicts(whole: Whole, isModel: (type: string) => boolean, findings: Findings): void {
  const claims = new Map<string, Claim>();
  for (const part of [whole.owner, ...whole.extensions]) {
    for (const member of part.body.members) {
      for (const key of keysOf(member, isModel)) {
        const text = `${key.kind} ${key.text}`;
        const first = claims.get(text);
        if (first === undefined && !key.asked) claims.set(text, { part, member });
        else if (first !== undefined && first.part !== part) {
          findings.report(part.range(member.offset, member.end), () =>
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
    name: `The ${member.kind} "${member.name}" of ${title} already exists, ${from}.`,
    id: `The ${definition.kind} ${title} already has an id, ${from}.`,
    attribute: `The attribute \`@@${member.name}\` of ${title} already exists, ${from}.`,
    index: `${title} already has the same index, ${from}.`,
    column: `The column "${text}" of ${title} already exists: it belongs to the field "${first.member.name}", ${from}.`,
    value: `In the database ${title} already has the value "${text}": it is "${first.member.name}", ${from}.`,
  };
  const hints: Record<Key['kind'], string> = {
    name: 'choose another name, or remove it',
    id: 'remove it here',
    attribute: 'remove it here',
    index: member.kind === 'attribute' ? 'remove it here' : 'remove `@unique` here',
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
