import type { Diagnostic } from '../../diagnostics/diagnostic';
import { type RemovedTable, recordPlace, settleOwnership } from '../../ownership';
import type { DatabaseSettings } from '../options';
import type { Project } from '../project';
import type { Facts } from '../publish/manifest';
import { publishFailure } from '../publish/prepared';

/** What is to be said of a database's tables that no component asks for any more. */
export interface Ownership {
  database: DatabaseSettings;
  diagnostics: Diagnostic[];
  removed: RemovedTable[];
  /** The record of who owns which table, when it is not what it should be. */
  stale?: string;
}

/** Compares what the components ask for with what the migrations made; `facts` are those of the databases, in order. */
export function ownershipIn(
  { settings: { root }, chosen }: Project,
  facts: readonly Facts[],
  options: { write: boolean; severity: Diagnostic['severity'] },
): Ownership[] {
  return chosen.map(({ database }, index) => {
    try {
      return { database, ...settleOwnership({ root, database }, facts[index]?.tables ?? [], options) };
    } catch (error) {
      // A place that can't be written to, as in production, keeps nobody from working.
      const found = publishFailure(error, recordPlace(database.migrations));
      return { database, diagnostics: [{ ...found, severity: options.severity }], removed: [] };
    }
  });
}
