import type { Whole } from '../composition/part';
import {
  type Argument,
  type Attribute,
  argumentOf,
  parseArguments,
  parseAttributes,
} from '../schema/members/attributes';
import type { Member } from '../schema/members/member';

/** The text of a string that is written with its quotes; undefined when it is not a string. */
export function textOf(written: string | undefined): string | undefined {
  if (written === undefined || !/^".*"$/s.test(written)) return undefined;
  try {
    return String(JSON.parse(written));
  } catch {
    return written.slice(1, -1);
  }
}

/** Several names come from one member: it is parsed once. */
const known = new WeakMap<Member, readonly Attribute[]>();

/** The arguments of the `@` attribute of a field or value; undefined when it has no attribute of that name. */
export function argumentsAt(member: Member, attribute: string): readonly Argument[] | undefined {
  if (!member.rest.includes(attribute)) return undefined;
  let attributes = known.get(member);
  if (attributes === undefined) {
    attributes = parseAttributes(member.rest);
    known.set(member, attributes);
  }
  return attributes.find(({ name }) => name === attribute)?.arguments;
}

/** The arguments of a `@@` attribute. */
export function argumentsOf({ rest }: Member): readonly Argument[] {
  return parseArguments(rest.trimStart(), 0).values;
}

/** The name that a field or value has in the database. */
export function mappedName(member: Member): string {
  const map = argumentsAt(member, 'map');
  return map === undefined ? member.name : (textOf(argumentOf(map, 'name', true)) ?? member.name);
}

/** The member that gives a model, view or enum another name in the database. */
export function mapOf(whole: Whole): { name: string; member: Member; part: Whole['owner'] } | undefined {
  for (const part of [whole.owner, ...whole.extensions]) {
    for (const member of part.members) {
      if (member.kind !== 'attribute' || member.name !== 'map') continue;
      const name = textOf(argumentOf(argumentsOf(member), 'name', true));
      if (name !== undefined) return { name, member, part };
    }
  }
  return undefined;
}
