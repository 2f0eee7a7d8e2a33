import fs from 'node:fs';
import path from 'node:path';
import { Composer } from '../composer';
import type { Diagnostic } from '../diagnostics';
import type { Plan } from './plan';

export { inspectApplication } from './application';
export { type Plan, type PlanOptions, planInit } from './plan';
export { InitError } from './step';

/** What was done. */
export interface Initialized {
  /** The files that were written or removed, relative to the root. */
  files: string[];
  /** Why nothing was done: the adopted schema has errors. Every file is what it was. */
  errors: Diagnostic[];
  /** The commands to type next. */
  next: string[];
}

/**
 * Writes a plan's edits and composes. When the schema that was adopted has errors, takes everything back: the project is
 * then what it was, byte for byte. Throws when a file can't be written, and takes everything back too.
 */
export async function initialize(plan: Plan): Promise<Initialized> {
  const { tree, application } = plan;
  const files = tree.changes().map(({ file }) => file);
  if (files.length === 0) return { files, errors: [], next: nextOf(plan, false) };
  const state = path.join(application.root, '.prismosaic');
  const hadState = fs.existsSync(state);
  const takeEditsBack = tree.apply();
  const takeBack = () => {
    takeEditsBack();
    if (!hadState) fs.rmSync(state, { recursive: true, force: true });
  };
  try {
    const { ok, diagnostics } = await new Composer({ root: application.root }).run();
    if (ok) return { files, errors: [], next: nextOf(plan, true) };
    takeBack();
    return { files: [], errors: diagnostics.filter(({ severity }) => severity === 'error'), next: [] };
  } catch (error) {
    takeBack();
    throw error;
  }
}

/** In the words of the project's package manager. */
function nextOf({ application, component }: Plan, changed: boolean): string[] {
  const { manager, dependencies, startScript } = application;
  const run = manager === 'npm' ? 'npx' : manager === 'bun' ? 'bunx' : `${manager} exec`;
  const migration =
    component.adopted === undefined
      ? `${run} prisma migrate dev --name init`
      : `${run} prisma migrate status`;
  const start = dependencies.has('@nestjs/cli')
    ? 'nest start --watch'
    : `${manager} run ${startScript ?? 'start'}`;
  return [...(changed ? [`${manager} install`] : []), migration, `${run} prismosaic run ${start}`];
}
