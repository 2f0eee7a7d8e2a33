import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Composer } from '../../composer';
import type { Diagnostic } from '../../diagnostics';
import { render } from './render';
import { COMPONENTS, Taken } from './taken';
import { type NewComponent, settle, WishError, type Wishes } from './wishes';

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
  const taken = await Taken.in(root);
  const problem = taken.name(component.name) ?? taken.model(component.model);
  if (problem !== undefined) throw new WishError(problem);
  if (taken.errors.length > 0) return { diagnostics: taken.errors };

  const files = render(component);
  place(files, { root, folder });
  let composed = false;
  try {
    const { ok, diagnostics } = await new Composer(options).run();
    composed = ok;
    if (ok) return { component, folder, files: [...files.keys()] };
    return { diagnostics: diagnostics.filter(({ severity }) => severity === 'error') };
  } finally {
    if (!composed) fs.rmSync(path.join(root, folder), { recursive: true });
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
