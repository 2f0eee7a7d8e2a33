import { argumentOf, fieldNames, parseAttributes, textAsWritten } from '../../../schema/members/attributes';
import type { FieldType, Member } from '../../../schema/members/member';
import type { Part, Whole } from '../../part';

/** A field whose type is a model or view: one side of a relation, as an author wrote it. */
export interface Side {
  whole: Whole;
  /** The owner's block or the extension that has the field. */
  part: Part;
  member: Member;
  type: FieldType;
  target: Whole;
  /** The relation's name, as it is written, with its quotes. */
  name?: string;
  /** The fields of the foreign key; undefined on the side without one. */
  key?: string[];
}

/** All written sides, by component, then line. */
export function sidesOf(wholes: ReadonlyMap<string, Whole>): Side[] {
  const sides: Side[] = [];
  for (const whole of wholes.values()) {
    if (!isModel(whole) || !whole.owner.closed) continue;
    for (const part of [whole.owner, ...whole.extensions]) {
      for (const member of part.members) {
        const target = member.type && wholes.get(member.type.name);
        if (member.type === undefined || target === undefined || !isModel(target)) continue;
        sides.push({ whole, part, member, type: member.type, target, ...relationOf(member) });
      }
    }
  }
  return sides;
}

/** Whether relations may refer to it. */
export function isModel({ definition: { kind } }: Whole): boolean {
  return kind === 'model' || kind === 'view';
}

/** Whether another component than the target's owner wrote the field. */
export function crosses({ part, target }: Side): boolean {
  return part.schema.component !== target.definition.component;
}

export function directiveOf({ member }: Side) {
  return member.directives.find(({ name }) => name === 'inverse');
}

function relationOf({ rest }: Member): Pick<Side, 'name' | 'key'> {
  if (!rest.includes('relation')) return {};
  const relation = parseAttributes(rest).find((attribute) => attribute.name === 'relation');
  // Prisma checks anything that is not a string.
  const name = textAsWritten(argumentOf(relation?.arguments ?? [], 'name', true));
  const key = fieldNames(argumentOf(relation?.arguments ?? [], 'fields')) ?? [];
  return { ...(name === undefined || name === '""' ? {} : { name }), ...(key.length === 0 ? {} : { key }) };
}

/** A relation's name without its quotes and escapes. */
export function meaning(name: string): string {
  try {
    return String(JSON.parse(name));
  } catch {
    return name;
  }
}
