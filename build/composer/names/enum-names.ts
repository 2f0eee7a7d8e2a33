import type { Whole } from '../composition/part';
import { placeOf, placeOfName } from './model-names';
import type { DatabaseName } from './name';
import { mapOf, mappedName } from './written';

/** The names that an enum brings; `listed` where a field is a list of it: then the name of that type counts too. */
export function namesOfEnum(whole: Whole, listed: boolean): DatabaseName[] {
  const { name: title, component } = whole.definition;
  const map = mapOf(whole);
  const name = map?.name ?? title;
  const place = map === undefined ? placeOfName(whole.owner) : placeOf(map.part, map.member);
  const common = { ...place, subject: `${component}_${name}` };
  const what = `the enum "${title}"`;
  const values = [whole.owner, ...whole.extensions].flatMap((part) =>
    part.members
      .filter(({ kind }) => kind === 'value')
      .map((member): DatabaseName => {
        const label = mappedName(member);
        const whose = `the value ${title}.${member.name}`;
        return {
          ...placeOf(part, member),
          kind: 'value',
          name: label,
          within: name,
          what: whose,
          subject: member.name,
        };
      }),
  );
  return [
    { ...common, kind: 'enum', name, what },
    // PostgreSQL's own name of it.
    ...(listed
      ? [{ ...common, kind: 'list type' as const, name: `_${name}`, what: `the type of lists of ${what}` }]
      : []),
    ...values,
  ];
}
