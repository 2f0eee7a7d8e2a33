import type { Findings } from '../composition/findings';
import { clashesIn } from './clashes';
import type { DatabaseName } from './name';
import * as problems from './problems';
import { reservedFor } from './reserved';
import { flawOf } from './spelling';

/**
 * Reports each name that does not work in the database: one that exists twice, one that every database has already, and
 * one that can't be written or would be cut. Leaves to Prisma's own check what that reports.
 */
export function reportNames(names: readonly DatabaseName[], findings: Findings): void {
  const all = new Set(names.map(({ name }) => name));
  const isFree = (name: string): boolean => !all.has(name) && !all.has(`_${name}`);
  const place = ({ part, spot }: DatabaseName) => part.range(spot.offset, spot.end);
  const faulty = new Set<string>();
  for (const name of names) {
    const flaw = flawOf(name);
    const what = flaw === undefined ? reservedFor(name) : undefined;
    const key = `${name.part.schema.file} ${name.spot.offset}`;
    if ((flaw === undefined && what === undefined) || faulty.has(key)) continue;
    faulty.add(key);
    if (flaw !== undefined) findings.report(place(name), () => problems.misspelled(name, flaw, isFree));
    else if (what !== undefined) findings.report(place(name), () => problems.reserved(name, what, isFree));
  }
  for (const clash of clashesIn(names))
    findings.report(place(clash.one), () => problems.taken(clash, isFree));
}
