import path from 'node:path';
import type { Compilation, Compiler, Stats } from 'webpack';
import type { Composition } from '../composition';
import { Renames } from './renames';
import { ReplacedFolders } from './replaced-folders';

/** So long after a build, or after the last folder was renamed, the bundler's watcher has had its say. */
const PAUSE_MS = 100;

/**
 * Builds again what a bundler's watcher can't see: it goes on with a folder that was replaced, and hears nothing of one
 * that takes another's place with files as old as they were, or of what is saved between composing and watching. So
 * once it watches, and whenever a watched folder is renamed, what was built is compared with what is there.
 */
export function lookAgain(compiler: Compiler, composition: Composition): void {
  const folders = new ReplacedFolders();
  const renames = new Renames((file) => folders.has(file) && lookSoon());
  let files: ReadonlySet<string> = new Set();
  /** Folders of the components that were replaced after they were read, perhaps. */
  let unread: string[] = [];
  let builds = 0;
  let timer: NodeJS.Timeout | undefined;

  compiler.hooks.watchRun.tap({ name: 'DatabaseSchemaPlugin', stage: -2 }, () => {
    builds++;
    clearTimeout(timer);
    if (unread.length > 0) forget(compiler, [...files].filter(isIn(unread)));
    unread = [];
  });
  compiler.hooks.done.tap('DatabaseSchemaPlugin', ({ compilation }: Stats) => {
    if (!compiler.watching) return;
    files = new Set(compilation.fileDependencies);
    const watched = foldersOf(compilation, composition.outcome.outputs);
    const ofComponents = watched.filter(isIn(composition.outcome.watch.directories));
    const replaced = folders.observe(watched);
    renames.listen(new Set(ofComponents.map((folder) => path.dirname(folder))), replaced);
    if (replaced.length > 0) forgetWatchers(compiler);
    unread = replaced.filter((folder) => ofComponents.includes(folder));
  });
  compiler.hooks.afterDone.tap('DatabaseSchemaPlugin', lookSoon);
  compiler.hooks.watchClose.tap('DatabaseSchemaPlugin', () => {
    clearTimeout(timer);
    renames.close();
  });

  function lookSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS);
  }

  async function look(): Promise<void> {
    const { watching } = compiler;
    // After that build it looks again.
    if (!watching || watching.running) return;
    const replaced = folders.look();
    if (replaced.length > 0) forgetWatchers(compiler);
    unread.push(...replaced);
    const before = builds;
    const found = unread.length > 0 || (await composition.look());
    if (found && before === builds && compiler.watching === watching) watching.invalidate();
  }
}

/** The folders that the build depends on. What is published is replaced all the time, and watched by nobody. */
function foldersOf(compilation: Compilation, outputs: readonly string[]): string[] {
  const folders = new Set(compilation.contextDependencies);
  for (const file of compilation.fileDependencies) folders.add(path.dirname(file));
  const published = isIn(outputs);
  return [...folders].filter((folder) => !published(folder));
}

function isIn(folders: readonly string[]): (file: string) => boolean {
  return (file) => folders.some((folder) => file === folder || file.startsWith(folder + path.sep));
}

/** What the compiler remembers of files is no longer so. */
function forget(compiler: Compiler, files: readonly string[]): void {
  compiler.inputFileSystem?.purge?.();
  compiler.fileTimestamps = undefined;
  compiler.contextTimestamps = undefined;
  // Rspack reads only those again that are named here.
  compiler.modifiedFiles = new Set([...(compiler.modifiedFiles ?? []), ...files]);
}

/** The watcher of the next build takes over what it can of this one; of a closed one it can take nothing. */
function forgetWatchers({ watchFileSystem: system }: Compiler): void {
  if (system === null || !('watcher' in system)) return;
  const { watcher } = system;
  if (typeof watcher !== 'object' || watcher === null || !('close' in watcher)) return;
  if (typeof watcher.close === 'function') watcher.close();
  system.watcher = null;
}
