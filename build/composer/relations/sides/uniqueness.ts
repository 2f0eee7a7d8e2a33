import type { Whole } from '../../composition/part';
import { argumentOf, fieldNames, parseArguments, parseAttributes } from '../../members/attributes';

/**
 * Whether no two rows have the same values in these fields: the relation is one to one then. As for Prisma, a `@@id`
 * or `@@unique` counts only with exactly these fields in this order, and one with a condition does not count.
 */
export function isUnique({ owner, extensions }: Whole, fields: readonly string[]): boolean {
  return [owner, ...extensions].some(({ members }) =>
    members.some(({ kind, name, rest }) => {
      if (kind === 'field') {
        return fields.length === 1 && name === fields[0] && parseAttributes(rest).some(isKey);
      }
      if (kind !== 'attribute' || !isKey({ name })) return false;
      const { values } = parseArguments(rest, rest.indexOf('('));
      const unique = fieldNames(argumentOf(values, 'fields', true));
      const whole = argumentOf(values, 'where') === undefined;
      return (
        whole && unique?.length === fields.length && unique.every((each, index) => each === fields[index])
      );
    }),
  );
}

function isKey({ name }: { name: string }): boolean {
  return name === 'id' || name === 'unique';
}
