import type { Diagnostic } from './diagnostic';

/** Beyond this many of one file's errors nobody reads on; a file of megabytes may have a million. */
const limit = 100;

type Spot = { file: string } & Pick<Diagnostic, 'line' | 'column' | 'endLine' | 'endColumn'>;
type Said = Pick<Diagnostic, 'code' | 'message' | 'hint' | 'related'>;

interface Counted {
  severity: Diagnostic['severity'];
  count: number;
  /** Where the first one is that is not kept. */
  next?: Spot;
}

/** Diagnostics, of which each file keeps a limited number of either severity; of the others it is told how many. */
export class LimitedDiagnostics {
  readonly #kept: Diagnostic[] = [];
  readonly #counts = new Map<string, Counted>();

  /** `describe` is called only for what is kept. */
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
      const hint = 'mend those that are shown first';
      return [{ severity, code: 'MORE_NOT_SHOWN', message, file, line, column, hint }];
    });
    return [...this.#kept, ...more];
  }
}
