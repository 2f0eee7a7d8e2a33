import type { Whole } from '../composition/part';
import { spotOf } from './model-names';
import type { DatabaseName } from './name';
import { mappedName } from './written';

/** The database names of an enum; `listed` if a field is a list of it: then the name of its array type counts too. */
export function namesOfEnum(whole: Whole, listed: boolean): DatabaseName[] {
  const { name, ...place } = spotOf(whole);
  const values = [whole.owner, ...whole.extensions].flatMap((part) =>
    part.members
      .filter(({ kind }) => kind === 'value')
      .map((spot): DatabaseName => {
        const label = mappedName(spot);
        return { kind: 'value', name: label, within: name, whole, field: spot.name, part, spot };
      }),
  );
  return [
    { kind: 'enum', name, ...place },
    // PostgreSQL's name of the array type.
    ...(listed ? [{ kind: 'list type' as const, name: `_${name}`, ...place }] : []),
    ...values,
  ];
}
