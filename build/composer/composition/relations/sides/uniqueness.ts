import { argumentOf, fieldNames, parseArguments, parseAttributes } from '../../../schema/members/attributes';
import type { Member } from '../../../schema/members/member';
import type { Whole } from '../../part';

/** A model may have as many relations as fields: its members are scanned once, not for each relation. */
const known = new WeakMap<Whole, ReadonlySet<string>>();

/**
 * Whether no two rows have the same values in these fields: then the relation is one to one. As in Prisma, a `@@id` or
 * `@@unique` counts only with exactly these fields in this order, and one with a condition does not count.
 */
export function isUnique(whole: Whole, fields: readonly string[]): boolean {
  let keys = known.get(whole);
  if (keys === undefined) {
    keys = new Set([whole.owner, ...whole.extensions].flatMap(({ members }) => members.flatMap(uniqueKey)));
    known.set(whole, keys);
  }
  return keys.has(keyOf(fields));
}

function uniqueKey({ kind, name, rest }: Member): string[] {
  if (kind === 'field') return rest.includes('@') && parseAttributes(rest).some(isKey) ? [keyOf([name])] : [];
  if (kind !== 'attribute' || !isKey({ name })) return [];
  const { values } = parseArguments(rest, rest.indexOf('('));
  const fields = fieldNames(argumentOf(values, 'fields', true));
  return fields === undefined || argumentOf(values, 'where') !== undefined ? [] : [keyOf(fields)];
}

function keyOf(fields: readonly string[]): string {
  return fields.join(' ');
}

function isKey({ name }: { name: string }): boolean {
  return name === 'id' || name === 'unique';
}
