import type { Compiler } from 'webpack';
import type { Composition } from '../composition';

type Ignored = string | RegExp | string[] | undefined;

/** Makes the watcher ignore the published files: otherwise each build would start the next. */
export function ignoreOutputs(compiler: Compiler, composition: Composition): void {
  let given: { ignored: Ignored } | undefined;
  compiler.hooks.watchRun.tap({ name: 'DatabaseSchemaPlugin', stage: 1 }, ({ watching }) => {
    if (!watching) return;
    given ??= { ignored: watching.watchOptions.ignored };
    watching.watchOptions.ignored = ignoring(given.ignored, composition.outcome.outputs);
  });
}

/** What the user ignores, and the outputs with all their files. */
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

/** A path as a glob. Special characters can't be escaped there, so each becomes `?`, which matches any character. */
function glob(path: string): string {
  return path.replaceAll('\\', '/').replace(/[*?[\]{}]/g, '?');
}
