import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Composer, type Inspection } from '../../composer';
import type { Diagnostic } from '../../diagnostics';
import { render } from './render';
import { type NewComponent, settle, WishError, type Wishes } from './wishes';

const COMPONENTS = 'src/components';

export interface Created {
  component: NewComponent;
  /** Where it is, relative to the root. */
  folder: string;
  /** Its files, relative to the folder. */
  files: string[];
}

/** Nothing was made. `diagnostics` tell why. */
export interface Refused {
  diagnostics: Diagnostic[];
}

export interface CreateOptions {
  /** The project's root, absolute. */
  root: string;
  onProgress?: (message: string) => void;
}

/**
 * Makes a component and composes it: all of it, or nothing. What exists is never touched.
 * Refuses while the component schemas have errors, and when composing finds one in the new component.
 *
 * @throws WishError when the wish can't be fulfilled, whatever the state of the project
 */
export async function createComponent(wishes: Wishes, options: CreateOptions): Promise<Created | Refused> {
  const { root } = options;
  const component = settle(wishes);
  const folder = `${COMPONENTS}/${component.name}`;
  const composer = new Composer(options);
  const inspection = await composer.inspect();
  assertFree(root, component, inspection);
  const errors = errorsOf(inspection.diagnostics);
  if (errors.length > 0) return { diagnostics: errors };

  const files = render(component);
  place(files, { root, folder });
  let composed = false;
  try {
    const { ok, diagnostics } = await composer.run();
    composed = ok;
    return ok ? { component, folder, files: [...files.keys()] } : { diagnostics: errorsOf(diagnostics) };
  } finally {
    if (!composed) fs.rmSync(path.join(root, folder), { recursive: true });
  }
}

function errorsOf(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error');
}

function assertFree(root: string, { name, model }: NewComponent, { components }: Inspection): void {
  const folder = path.join(root, COMPONENTS);
  const entries = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  // One folder on systems that ignore case.
  const entry = entries.find((each) => each.normalize('NFC').toLowerCase() === name);
  if (entry !== undefined) throw new WishError(`${COMPONENTS}/${entry} exists already: choose another name.`);
  const owned = components.flatMap(({ definitions }) => definitions).find((each) => each.name === model);
  if (owned !== undefined) {
    throw new WishError(
      `${owned.kind} ${model} exists already, at ${owned.file}:${owned.line}: choose another one with --model.`,
    );
  }
}

/** Written beside, then renamed: whoever looks sees no component or the whole one. */
function place(files: ReadonlyMap<string, string>, { root, folder }: { root: string; folder: string }): void {
  const staging = path.join(root, '.prismosaic', 'new', crypto.randomUUID());
  try {
    for (const [name, text] of files) {
      const file = path.join(staging, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    }
    fs.mkdirSync(path.join(root, COMPONENTS), { recursive: true });
    fs.renameSync(staging, path.join(root, folder));
  } finally {
    fs.rmSync(staging, { recursive: true, force: true });
  }
}
