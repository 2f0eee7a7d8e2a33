import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { Hidden } from './composition';

/** What composing finds wrong, and the stretches of the component schemas that Prisma therefore need not see. */
export class Findings {
  readonly diagnostics: Diagnostic[] = [];
  readonly #hidden = new Map<string, Hidden[]>();

  tell(...diagnostics: Diagnostic[]): void {
    for (const diagnostic of diagnostics) this.diagnostics.push(diagnostic);
  }

  /** Offsets count in the component schema `file`. */
  hide(file: string, ...stretches: Hidden[]): void {
    const hidden = this.#hidden.get(file) ?? [];
    for (const stretch of stretches) hidden.push(stretch);
    this.#hidden.set(file, hidden);
  }

  hiddenIn(file: string): readonly Hidden[] {
    return this.#hidden.get(file) ?? [];
  }
}
