import type { Diagnostic } from '../../diagnostics/diagnostic';
import { LimitedDiagnostics } from '../../diagnostics/limited';

import type { Hidden } from './composition';
import type { SourceRange } from './weaving/origin';

/** A problem without its severity and place. */
export type Problem = Pick<Diagnostic, 'code' | 'message' | 'hint' | 'related'>;

/** The problems that composing finds, and the parts of the component schemas that are hidden from Prisma for them. */
export class Findings {
  readonly #diagnostics = new LimitedDiagnostics();
  readonly #hidden = new Map<string, Hidden[]>();

  get diagnostics(): Diagnostic[] {
    return this.#diagnostics.all;
  }

  /** Adds an error; calls `describe` only if the error is shown. */
  report(place: Pick<SourceRange, 'file'> & Partial<SourceRange>, describe: () => Problem): void {
    this.#diagnostics.add('error', place, describe);
  }

  warn(place: Pick<SourceRange, 'file'> & Partial<SourceRange>, describe: () => Problem): void {
    this.#diagnostics.add('warning', place, describe);
  }

  /** Offsets count in the component schema `file`. */
  hide(file: string, stretch: Hidden): void {
    const hidden = this.#hidden.get(file);
    if (hidden === undefined) this.#hidden.set(file, [stretch]);
    else hidden.push(stretch);
  }

  hiddenIn(file: string): readonly Hidden[] {
    return this.#hidden.get(file) ?? [];
  }
}
