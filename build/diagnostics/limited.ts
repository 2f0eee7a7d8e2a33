import type { Diagnostic } from './diagnostic';

/** More errors of one file are of no use to a reader; a file of megabytes may have a million. */
const limit = 100;

type Spot = { file: string } & Pick<Diagnostic, 'line' | 'column' | 'endLine' | 'endColumn'>;
type Said = Pick<Diagnostic, 'code' | 'message' | 'hint' | 'related'>;

interface Counted {
  severity: Diagnostic['severity'];
  count: number;
  /** The place of the first one that is not kept. */
  next?: Spot;
}

/** Diagnostics with a limit for each file and severity; for those beyond the limit it reports how many there are. */
export class LimitedDiagnostics {
  readonly #kept: Diagnostic[] = [];
  readonly #counts = new Map<string, Counted>();

  /** Calls `describe` only for those that are kept. */
  add(severity: Diagnostic['severity'], spot: Spot, describe: () => Said): void {
    const key = `${severity} ${spot.file}`;
    const counted = this.#counts.get(key) ?? { severity, count: 0 };
    this.#counts.set(key, counted);
    counted.count++;
    if (counted.count <= limit) this.#kept.push({ severity, ...spot, ...describe() });
    else counted.next ??= spot;
  }

  get all(): Diagnostic[] {
    const more = [...this.#counts.values()].flatMap(({ severity, count, next }): Diagnostic[] => {
      if (next === undefined) return [];
      const { file, line, column } = next;
      const others = count - limit;
      const message =
        others === 1
          ? `This file has one more ${severity}, here, which is not shown.`
          : `This file has ${others} more ${severity}s, which are not shown; one is here.`;
      const hint = 'fix those that are shown first';
      return [{ severity, code: 'MORE_NOT_SHOWN', message, file, line, column, hint }];
    });
    return [...this.#kept, ...more];
  }
}
