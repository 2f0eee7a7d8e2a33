import type { Diagnostic } from '../../diagnostics/diagnostic';
import { LimitedDiagnostics } from '../../diagnostics/limited';

import type { Hidden } from './composition';
import type { SourceRange } from './weaving/origin';

/** What is found at a place: all but the severity and the place. */
export type Problem = Pick<Diagnostic, 'code' | 'message' | 'hint' | 'related'>;

/** What composing finds wrong, and the stretches of the component schemas that Prisma therefore need not see. */
export class Findings {
  readonly #diagnostics = new LimitedDiagnostics();
  readonly #hidden = new Map<string, Hidden[]>();

  get diagnostics(): Diagnostic[] {
    return this.#diagnostics.all;
  }

  /** An error; its words are made only when they are shown. */
  tell(place: Pick<SourceRange, 'file'> & Partial<SourceRange>, describe: () => Problem): void {
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
