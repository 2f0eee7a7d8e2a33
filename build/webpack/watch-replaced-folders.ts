import fs from 'node:fs';
import path from 'node:path';
import type { Compiler, Stats } from 'webpack';
import type { Composition } from './composition';

/**
 * Has the folders watched anew that were replaced since the last build, as `git checkout` or `rm -rf` and writing
 * again do. The bundler's watcher goes on with the folder that was deleted, and would never hear of the new one.
 */
export function watchReplacedFolders(compiler: Compiler, composition: Composition): void {
  let known = new Map<string, string>();
  compiler.hooks.done.tap('DatabaseSchemaPlugin', ({ compilation }: Stats) => {
    if (!compiler.watching) return;
    const folders = new Set(compilation.contextDependencies);
    for (const file of compilation.fileDependencies) folders.add(path.dirname(file));
    const now = new Map<string, string>();
    for (const folder of folders) {
      // What is published is replaced all the time, and watched by nobody.
      if (composition.outcome.outputs.some((output) => `${folder}${path.sep}`.startsWith(output + path.sep)))
        continue;
      const found = fs.statSync(folder, { throwIfNoEntry: false });
      // The number alone may be given again to the next folder.
      if (found) now.set(folder, `${found.ino} ${found.birthtimeMs}`);
    }
    const replaced = [...known].some(([folder, identity]) => (now.get(folder) ?? identity) !== identity);
    known = now;
    if (replaced) forgetWatchers(compiler);
  });
}

/** The watcher of the next build takes over what it can of this one; of a closed one it can take nothing. */
function forgetWatchers({ watchFileSystem: system }: Compiler): void {
  if (system === null || !('watcher' in system)) return;
  const { watcher } = system;
  if (typeof watcher !== 'object' || watcher === null || !('close' in watcher)) return;
  if (typeof watcher.close === 'function') watcher.close();
  system.watcher = null;
}
