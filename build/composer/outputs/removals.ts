import { setTimeout as pause } from 'node:timers/promises';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { Facts } from '../../files/manifest';
import type { Project } from '../project';
import { fingerprintOf } from '../sources/fingerprint';
import { type Ownership, ownershipIn } from './ownership';

/** A removal is reported when nothing changes for this time; and how often to wait for that. */
const PAUSE_MS = 300;
const LOOKS = 10;

export interface RemovalOptions extends Pick<Diagnostic, 'severity'> {
  /** Whether to update the record of who owns which table. */
  record: boolean;
  /** Reads the project again; undefined when its configuration now has errors. */
  read: () => Promise<Project | undefined>;
}

/**
 * Reports tables that no component has any more. While git switches branches, the migrations of one branch are beside
 * the components of another: a new finding is reported only once nothing changes any more, and in the record, which is
 * in git, only outdated decisions are changed.
 */
export class Removals {
  #reported = new Set<string>();

  /** `facts` are those of the project's chosen databases, in order. */
  async report(project: Project, facts: readonly Facts[], options: RemovalOptions): Promise<Diagnostic[]> {
    const { severity, record } = options;
    const look = (write: boolean) => ownershipIn(project, facts, { write, severity });
    let found = look(record);
    // An explicit request reports the current state.
    if (!record && severity === 'warning') {
      for (let looks = 0; this.#isNews(found); looks++) {
        if (looks === LOOKS) return [];
        await pause(PAUSE_MS);
        const now = await options.read();
        // A watcher composes again, and that run reports the new state.
        if (now === undefined || sourcesOf(now) !== sourcesOf(project)) return [];
        const again = look(false);
        const steady = summaryOf(again) === summaryOf(found);
        found = again;
        if (steady) break;
      }
      // A decision is only valid for the state that it was made for.
      if (found.some(({ revived }) => revived.length > 0)) found = look(true);
    }
    this.#reported = new Set(namesOf(found));
    return found.flatMap(({ diagnostics }) => diagnostics);
  }

  #isNews(found: readonly Ownership[]): boolean {
    return (
      namesOf(found).some((name) => !this.#reported.has(name)) ||
      found.some(({ revived }) => revived.length > 0)
    );
  }
}

function namesOf(found: readonly Ownership[]): string[] {
  return found.flatMap(({ database, removed }) =>
    removed
      .filter(({ decision }) => decision === undefined)
      .map(({ name }) => JSON.stringify([database.name, name])),
  );
}

function summaryOf(found: readonly Ownership[]): string {
  return JSON.stringify(found.map(({ diagnostics, revived }) => [diagnostics, revived]));
}

function sourcesOf({ chosen }: Project): string {
  return JSON.stringify(
    chosen.map(({ database, sources, components }) => [
      fingerprintOf(sources, database),
      components.map(({ name, schema, module }) => [name, schema, module]),
    ]),
  );
}
