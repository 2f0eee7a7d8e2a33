import type { Compiler } from 'webpack';
import type { Composition } from './composition';

/** Composes before a build and before each rebuild, and makes the compiler forget what was published over. */
export function composeBeforeCompiling(compiler: Compiler, composition: Composition): void {
  async function compose(): Promise<void> {
    await composition.run();
    const { written, removed, outputs } = composition.outcome;
    // Nobody watches the outputs, so nothing else tells the compiler that its copies of them are old.
    compiler.inputFileSystem?.purge?.([...written, ...removed, ...outputs]);
    // Rspack makes only those modules again that are named here; webpack forgets what it resolved them to.
    compiler.modifiedFiles = new Set([...(compiler.modifiedFiles ?? []), ...written]);
    compiler.removedFiles = new Set([...(compiler.removedFiles ?? []), ...removed]);
  }
  compiler.hooks.beforeRun.tapPromise('DatabaseSchemaPlugin', compose);
  compiler.hooks.watchRun.tapPromise('DatabaseSchemaPlugin', compose);
}
