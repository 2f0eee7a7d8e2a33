import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Composer } from '../../composer';
import type { Diagnostic } from '../../diagnostics';
import { type ComponentOptions, type NewComponent, OptionError, withDefaults } from './component-options';
import { render } from './render';
import { Taken } from './taken';
import type { Target } from './target';

export interface Created {
  component: NewComponent;
  /** Its folder, relative to the root. */
  folder: string;
  /** Its files, relative to the folder. */
  files: string[];
}

/** Nothing was made. `diagnostics` has the reasons. */
export interface Refused {
  diagnostics: Diagnostic[];
}

export interface CreateOptions {
  /** The project's root, absolute. */
  root: string;
  onProgress?: (message: string) => void;
}

/**
 * Makes a component and composes it: everything or nothing. Existing files are never touched.
 * Refuses while the component schemas have errors, and when composing finds one in the new component.
 *
 * @throws OptionError when the options are invalid
 */
export async function createComponent(
  request: ComponentOptions,
  options: CreateOptions,
): Promise<Created | Refused> {
  const { root } = options;
  withDefaults(request);
  const taken = await Taken.in(root);
  const component = withDefaults({ ...request, page: taken.hasPages && (request.page ?? true) });
  const folder = `${taken.target.components}/${component.name}`;
  const problem = taken.name(component.name) ?? taken.model(component.model);
  if (problem !== undefined) throw new OptionError(problem);
  if (taken.errors.length > 0) return { diagnostics: taken.errors };

  const files = render(component, taken.target);
  place(files, { root, folder, ...taken.target });
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

/** Writes the files to a temporary folder, then renames it: a reader sees no component or the complete one. */
function place(
  files: ReadonlyMap<string, string>,
  { root, folder, components }: { root: string; folder: string } & Pick<Target, 'components'>,
): void {
  const staging = path.join(root, '.prismosaic', 'new', crypto.randomUUID());
  try {
    for (const [name, text] of files) {
      const file = path.join(staging, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    }
    fs.mkdirSync(path.join(root, components), { recursive: true });
    fs.renameSync(staging, path.join(root, folder));
  } finally {
    fs.rmSync(staging, { recursive: true, force: true });
  }
}
