import fs from 'node:fs';
import path from 'node:path';
import { Composer, type Inspection } from '../../composer';
import type { Diagnostic } from '../../diagnostics';
import { type Target, targetIn } from './target';

/** The application that gets a component, and the names that it has already. */
export class Taken {
  readonly #root: string;
  readonly #inspection: Inspection;
  readonly target: Target;

  private constructor(root: string, inspection: Inspection, target: Target) {
    this.#root = root;
    this.#inspection = inspection;
    this.target = target;
  }

  /** Looks at the components of a project. Writes nothing. */
  static async in(root: string): Promise<Taken> {
    const [inspection, target] = await Promise.all([new Composer({ root }).inspect(), targetIn(root)]);
    return new Taken(root, inspection, target);
  }

  /** Whether its components may have a page: it has templates for one. */
  get hasPages(): boolean {
    return this.target.template !== undefined;
  }

  /** Why no component can be made at present, with any name. */
  get errors(): Diagnostic[] {
    return this.#inspection.diagnostics.filter(({ severity }) => severity === 'error');
  }

  /** Why a component can't have this name, in one sentence. */
  name(name: string): string | undefined {
    const { components, reservedNames } = this.target;
    if (reservedNames.includes(name))
      return `"${name}" is used by the application itself: choose another name.`;
    const folder = path.join(this.#root, components);
    const entries = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
    // The same folder on systems that ignore case.
    const entry = entries.find((each) => each.normalize('NFC').toLowerCase() === name);
    return entry === undefined ? undefined : `${components}/${entry} exists already: choose another name.`;
  }

  /** Why a model can't have this name, in one sentence. */
  model(model: string): string | undefined {
    const owned = this.#inspection.components
      .flatMap(({ definitions }) => definitions)
      .find((each) => each.name === model);
    if (owned === undefined) return undefined;
    return `${owned.kind} ${model} exists already, at ${owned.file}:${owned.line}: choose another one with --model.`;
  }
}
