import path from 'node:path';
import type { Compilation, Compiler, Stats } from 'webpack';
import type { Composition } from '../composition';
import { FolderEvents } from './folder-events';
import { Repetitions } from './repetitions';
import { ReplacedFolders } from './replaced-folders';

/** So long after a build, or after the last folder was renamed, the bundler's watcher has had its say. */
const PAUSE_MS = 100;

/**
 * Builds again what a bundler's watcher can't see: it goes on with a folder that was replaced, and hears nothing of one
 * that takes another's place with files as old as they were, of what is saved between composing and watching, or of
 * what becomes of the published files, which it is told to ignore. So once it watches, whenever a watched folder is
 * renamed, and whenever a published file is written or removed, what was built is compared with what is there.
 */
export function lookAgain(compiler: Compiler, composition: Composition): void {
  const folders = new ReplacedFolders();
  const renames = new FolderEvents((event, file) => event === 'rename' && folders.has(file) && lookSoon());
  const outputs = new FolderEvents((_event, file) => isIn(composition.outcome.outputs)(file) && lookSoon());
  const repetitions = new Repetitions();
  let files: ReadonlySet<string> = new Set();
  /** Folders of the components that were replaced after they were read, perhaps. */
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
    // Publishing replaces them: who listened to the old ones hears nothing of the new.
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
    // After that build it looks again.
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

/** Where the published files lie and, for what is missing as a whole, the folders above. */
function foldersToHear({ folders, outcome }: Composition): Set<string> {
  const above = outcome.outputs.map((output) => path.dirname(output));
  // On Windows a folder can't be renamed while somebody listens within it, and publishing renames.
  return new Set(process.platform === 'win32' ? above : [...above, ...folders]);
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
