import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { Facts } from '../../files/manifest';
import { publishFailure } from '../../files/prepared';
import { type Asked, type RemovedTable, recordPlace, settleOwnership } from '../../ownership';
import type { DatabaseSettings } from '../options';
import type { Project } from '../project';
import type { Gathered } from '../sources/gather';

/** What to report about a database's tables that no component has any more. */
export interface Ownership {
  database: DatabaseSettings;
  diagnostics: Diagnostic[];
  removed: RemovedTable[];
  /** Tables that a component has again after a decision on them was made. */
  revived: string[];
  /** The record of who owns which table, when it is out of date. */
  stale?: string;
}

export interface OwnershipOptions extends Pick<Diagnostic, 'severity'> {
  /** Whether to update the record. */
  write: boolean;
}

/** Compares the tables of the components with those of the migrations; `facts` are those of the databases, in order. */
export function ownershipIn(
  { settings: { root }, chosen }: Project,
  facts: readonly Facts[],
  options: OwnershipOptions,
): Ownership[] {
  return chosen.map((one, index) => {
    const { database } = one;
    try {
      return { database, ...settleOwnership({ root, database }, askedBy(one, facts[index]), options) };
    } catch (error) {
      // A record that can't be written, as in production, must not stop the run.
      const found = publishFailure(error, recordPlace(database.migrations));
      return { database, diagnostics: [{ ...found, severity: options.severity }], removed: [], revived: [] };
    }
  });
}

/** What the components need in a database. */
export function askedBy({ components }: Gathered, facts: Facts | undefined): Asked {
  const there = components.filter(({ schema, module }) => schema !== undefined || module);
  return { tables: facts?.tables ?? [], components: new Set(there.map(({ name }) => name)) };
}
