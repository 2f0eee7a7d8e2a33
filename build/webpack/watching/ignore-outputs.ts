import type { Compiler } from 'webpack';
import type { Composition } from '../composition';

type Ignored = string | RegExp | string[] | undefined;

/** Keeps the watcher from what is published, which would otherwise start the next build, and that one the next. */
export function ignoreOutputs(compiler: Compiler, composition: Composition): void {
  let given: { ignored: Ignored } | undefined;
  compiler.hooks.watchRun.tap({ name: 'DatabaseSchemaPlugin', stage: 1 }, ({ watching }) => {
    if (!watching) return;
    given ??= { ignored: watching.watchOptions.ignored };
    watching.watchOptions.ignored = ignoring(given.ignored, composition.outcome.outputs);
  });
}

/** What the user ignores, and the outputs with all that is in them. */
export function ignoring(given: Ignored, outputs: readonly string[]): Ignored {
  if (outputs.length === 0) return given;
  const globs = outputs.map(glob);
  if (given === undefined) return globs;
  if (given instanceof RegExp) {
    const paths = globs.map((text) => text.replace(/[.*+^${}()|[\]\\]/g, '\\$&').replaceAll('?', '.'));
    return new RegExp(`${given.source}|^(?:${paths.join('|')})(?:$|/)`, given.flags);
  }
  return [...(typeof given === 'string' ? [given] : given), ...globs];
}

/** A path as a glob. The signs that mean something in a glob can't be escaped there, but "any one sign" fits them. */
function glob(path: string): string {
  return path.replaceAll('\\', '/').replace(/[*?[\]{}]/g, '?');
}
