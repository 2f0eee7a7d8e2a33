import fs from 'node:fs';
import path from 'node:path';
import { Composer, type Inspection } from '../../composer';
import type { Diagnostic } from '../../diagnostics';

/** Where the application's components are. */
export const COMPONENTS = 'src/components';

/** The names that a project has already. */
export class Taken {
  readonly #root: string;
  readonly #inspection: Inspection;

  private constructor(root: string, inspection: Inspection) {
    this.#root = root;
    this.#inspection = inspection;
  }

  /** Looks at the components of a project. Writes nothing. */
  static async in(root: string): Promise<Taken> {
    return new Taken(root, await new Composer({ root }).inspect());
  }

  /** Why no component can be made at present, with any name. */
  get errors(): Diagnostic[] {
    return this.#inspection.diagnostics.filter(({ severity }) => severity === 'error');
  }

  /** Why a component can't have this name, in one sentence. */
  name(name: string): string | undefined {
    const folder = path.join(this.#root, COMPONENTS);
    const entries = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
    // The same folder on systems that ignore case.
    const entry = entries.find((each) => each.normalize('NFC').toLowerCase() === name);
    return entry === undefined ? undefined : `${COMPONENTS}/${entry} exists already: choose another name.`;
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
