import { setTimeout as pause } from 'node:timers/promises';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { Project } from '../project';
import type { Facts } from '../publish/manifest';
import { fingerprintOf } from '../sources/fingerprint';
import { type Ownership, ownershipIn } from './ownership';

/** So long nothing may change before a removal is believed, and so often that is waited for. */
const PAUSE_MS = 300;
const LOOKS = 10;

export interface RemovalOptions extends Pick<Diagnostic, 'severity'> {
  /** Whether to bring the record of who owns which table up to date. */
  record: boolean;
  /** Reads the project again; undefined when it is misconfigured by now. */
  read: () => Promise<Project | undefined>;
}

/**
 * Reports tables that no component asks for any more. While git switches branches, the migrations of one branch lie
 * beside the components of another: what was not reported before is reported only once nothing changes any more, and the
 * record, which is in git, is left alone but for decisions that are out of date.
 */
export class Removals {
  #reported = new Set<string>();

  /** `facts` are those of the project's chosen databases, in order. */
  async report(project: Project, facts: readonly Facts[], options: RemovalOptions): Promise<Diagnostic[]> {
    const { severity, record } = options;
    const look = (write: boolean) => ownershipIn(project, facts, { write, severity });
    let found = look(record);
    // Somebody who asks for it sees it as it is now.
    if (!record && severity === 'warning') {
      for (let looks = 0; this.#isNews(found); looks++) {
        if (looks === LOOKS) return [];
        await pause(PAUSE_MS);
        const now = await options.read();
        // Whoever watches composes again, and that run reports what is so then.
        if (now === undefined || sourcesOf(now) !== sourcesOf(project)) return [];
        const again = look(false);
        const steady = summaryOf(again) === summaryOf(found);
        found = again;
        if (steady) break;
      }
      // A decision holds no longer than the state that it was made on.
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
