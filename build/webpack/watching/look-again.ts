import path from 'node:path';
import type { Compilation, Compiler, Stats } from 'webpack';
import type { Composition } from '../composition';
import { FolderEvents } from './folder-events';
import { Repetitions } from './repetitions';
import { ReplacedFolders } from './replaced-folders';

/** How long to wait for the bundler's own watcher after a build, or after a folder was renamed. */
const PAUSE_MS = 100;

/**
 * Builds again what a bundler's watcher misses: it keeps watching a folder that was replaced, and does not notice a
 * replacing folder with files of the same age, what is saved between composing and watching, or changes of the published
 * files, which it ignores. So when watching starts, when a watched folder is renamed, and when a published file is
 * written or removed, this compares the last build with the files.
 */
export function lookAgain(compiler: Compiler, composition: Composition): void {
  const folders = new ReplacedFolders();
  const renames = new FolderEvents((event, file) => event === 'rename' && folders.has(file) && lookSoon());
  const outputs = new FolderEvents((_event, file) => isIn(composition.outcome.outputs)(file) && lookSoon());
  const repetitions = new Repetitions();
  let files: ReadonlySet<string> = new Set();
  /** Folders of the components that may have been replaced after they were read. */
  let unread: string[] = [];
  let builds = 0;
  let own = false;
  let timer: NodeJS.Timeout | undefined;

  compiler.hooks.watchRun.tap({ name: 'DatabaseSchemaPlugin', stage: -2 }, () => {
    builds++;
    clearTimeout(timer);
    if (unread.length > 0) forget(compiler, [...files].filter(isIn(unread)));
    unread = [];
    if (!own) repetitions.clear();
    own = false;
  });
  compiler.hooks.done.tap('DatabaseSchemaPlugin', ({ compilation }: Stats) => {
    if (!compiler.watching) return;
    files = new Set(compilation.fileDependencies);
    const watched = foldersOf(compilation, composition.outcome.outputs);
    const ofComponents = watched.filter(isIn(composition.outcome.watch.directories));
    const replaced = folders.observe(watched);
    renames.listen(new Set(ofComponents.map((folder) => path.dirname(folder))), replaced);
    // Publishing replaces them: a watcher of the old ones does not notice changes in the new.
    const published = foldersToHear(composition);
    outputs.listen(published, published);
    if (replaced.length > 0) forgetWatchers(compiler);
    unread = replaced.filter((folder) => ofComponents.includes(folder));
  });
  compiler.hooks.afterDone.tap('DatabaseSchemaPlugin', lookSoon);
  compiler.hooks.watchClose.tap('DatabaseSchemaPlugin', () => {
    clearTimeout(timer);
    renames.close();
    outputs.close();
  });

  function lookSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS);
  }

  async function look(): Promise<void> {
    const { watching } = compiler;
    // It looks again after that build.
    if (!watching || watching.running || repetitions.tooMany) return;
    const replaced = folders.look();
    if (replaced.length > 0) forgetWatchers(compiler);
    unread.push(...replaced);
    const before = builds;
    const found = unread.length > 0 || (await composition.look());
    if (!found || before !== builds || compiler.watching !== watching) return;
    repetitions.add();
    if (repetitions.tooMany) return warnOfLoop(compiler);
    own = true;
    watching.invalidate();
  }
}

function warnOfLoop(compiler: Compiler): void {
  compiler
    .getInfrastructureLogger('DatabaseSchemaPlugin')
    .warn(
      'Another program changes the published schema, the client or a component after each build. ' +
        'Nothing is built again until a file is saved. Exclude these folders from that program.',
    );
}

/** The folders of the published files, and their parents, to notice outputs that are missing. */
function foldersToHear({ folders, outcome }: Composition): Set<string> {
  const above = outcome.outputs.map((output) => path.dirname(output));
  // On Windows a folder can't be renamed while it is watched, and publishing renames.
  return new Set(process.platform === 'win32' ? above : [...above, ...folders]);
}

/** The folders that the build depends on, without the published ones, which are replaced often and not watched. */
function foldersOf(compilation: Compilation, outputs: readonly string[]): string[] {
  const folders = new Set(compilation.contextDependencies);
  for (const file of compilation.fileDependencies) folders.add(path.dirname(file));
  const published = isIn(outputs);
  return [...folders].filter((folder) => !published(folder));
}

function isIn(folders: readonly string[]): (file: string) => boolean {
  return (file) => folders.some((folder) => file === folder || file.startsWith(folder + path.sep));
}

/** Clears what the compiler knows about files. */
function forget(compiler: Compiler, files: readonly string[]): void {
  compiler.inputFileSystem?.purge?.();
  compiler.fileTimestamps = undefined;
  compiler.contextTimestamps = undefined;
  // Rspack only reads the files again that are named here.
  compiler.modifiedFiles = new Set([...(compiler.modifiedFiles ?? []), ...files]);
}

/** The next build's watcher reuses parts of this one, unless this one is closed. */
function forgetWatchers({ watchFileSystem: system }: Compiler): void {
  if (system === null || !('watcher' in system)) return;
  const { watcher } = system;
  if (typeof watcher !== 'object' || watcher === null || !('close' in watcher)) return;
  if (typeof watcher.close === 'function') watcher.close();
  system.watcher = null;
}
