import type { Findings } from '../composition/findings';
import type { Part, Whole } from '../composition/part';
import { parseAttributes } from '../members/attributes';
import type { Member } from '../members/member';

/** What a block may say once only. */
const once = new Set(['id', 'map', 'schema', 'ignore']);

interface Claim {
  part: Part;
  member: Member;
}

/**
 * Tells each member of an extension that says again what the owner or another extension says. What a block says
 * twice within itself is left to Prisma.
 */
export function tellConflicts({ definition, owner, extensions }: Whole, findings: Findings): void {
  const claims = new Map<string, Claim>();
  for (const part of [owner, ...extensions]) {
    for (const member of part.body.members) {
      for (const key of keysOf(member)) {
        const first = claims.get(key);
        if (first === undefined) claims.set(key, { part, member });
        else if (first.part !== part) {
          const { file, line, column } = first.part.range(first.member.offset, first.member.end);
          const whose = first.part === owner ? 'its owner' : 'another extension,';
          findings.tell(part.range(member.offset, member.end), () => ({
            code: 'EXTENSION_CONFLICT',
            message:
              key === '@@id'
                ? `The ${definition.kind} "${definition.name}" has its id from ${whose} "${first.part.schema.component}" already.`
                : `${nameOf(member)} of "${definition.name}" is there already, from ${whose} "${first.part.schema.component}".`,
            hint:
              member.kind === 'attribute' || key === '@@id'
                ? 'take it out here'
                : 'choose another name, or take it out',
            related: [{ file, line, column, message: 'the first one is here' }],
          }));
          part.refuse(member);
          findings.hide(part.schema.file, { offset: member.offset, end: member.end });
          break;
        }
      }
    }
  }
}

function keysOf({ kind, name, rest }: Member): string[] {
  if (kind === 'attribute') return once.has(name) ? [`@@${name}`] : [];
  if (kind === 'other') return [];
  const isId =
    kind === 'field' && rest.includes('@') && parseAttributes(rest).some((each) => each.name === 'id');
  return isId ? [name, '@@id'] : [name];
}

function nameOf({ kind, name }: Member): string {
  return kind === 'attribute' ? `The attribute \`@@${name}\`` : `The ${kind} "${name}"`;
}
