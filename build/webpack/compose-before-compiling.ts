import type { Compiler } from 'webpack';
import type { Composition } from './composition';

/** Composes before a build and before each rebuild, and invalidates the files that changed in the compiler's caches. */
export function composeBeforeCompiling(compiler: Compiler, composition: Composition): void {
  async function compose(): Promise<void> {
    await composition.run();
    const { written, removed, outputs } = composition.outcome;
    // The outputs are not watched, so the compiler must be informed that its copies are old.
    compiler.inputFileSystem?.purge?.([...written, ...removed, ...outputs]);
    // Rspack only rebuilds the modules that are named here; webpack drops their resolutions.
    compiler.modifiedFiles = new Set([...(compiler.modifiedFiles ?? []), ...written]);
    compiler.removedFiles = new Set([...(compiler.removedFiles ?? []), ...removed]);
  }
  compiler.hooks.beforeRun.tapPromise('DatabaseSchemaPlugin', compose);
  compiler.hooks.watchRun.tapPromise('DatabaseSchemaPlugin', compose);
}
