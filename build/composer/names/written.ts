import type { Whole } from '../composition/part';
import { type Argument, argumentOf, parseArguments, parseAttributes } from '../members/attributes';
import type { Member } from '../members/member';

/** The text of a string as it is written, with its quotes; undefined when it is none. */
export function textOf(written: string | undefined): string | undefined {
  if (written === undefined || !/^".*"$/s.test(written)) return undefined;
  try {
    return String(JSON.parse(written));
  } catch {
    return written.slice(1, -1);
  }
}

/** What the `@` attribute of a field or value says; undefined when it has none of that name. */
export function argumentsAt(member: Member, attribute: string): readonly Argument[] | undefined {
  if (!member.rest.includes('@')) return undefined;
  return parseAttributes(member.rest).find(({ name }) => name === attribute)?.arguments;
}

/** What a `@@` attribute says. */
export function argumentsOf({ rest }: Member): readonly Argument[] {
  return parseArguments(rest.trimStart(), 0).values;
}

/** The name that a field or value has in the database. */
export function mappedName(member: Member): string {
  return textOf(argumentOf(argumentsAt(member, 'map') ?? [], 'name', true)) ?? member.name;
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
