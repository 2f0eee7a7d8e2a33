import path from 'node:path';
import type { Compiler, Stats } from 'webpack';
import { bundleOf, createCompiler, describe, errorsOf, externalsOf } from '../server/compiler';
import { aborted } from '../server/interruption';
import type { DevServer } from './dev-server';
import { type Journal, since } from './journal';
import type { MigrationWatch } from './migrations/migration-watch';
import type { SurroundingsWatch } from './surroundings/surroundings-watch';

export interface RebuildOptions {
  root: string;
  server: DevServer;
  watch: SurroundingsWatch;
  migrations: MigrationWatch;
  journal: Journal;
  signal: AbortSignal;
}

/** Builds at each saved file and reloads the server when the bundle became another. Resolves once `signal` is aborted. */
export async function rebuildAndReload(options: RebuildOptions): Promise<void> {
  const { root, journal, signal } = options;
  const compiler = createCompiler(root, 'development');
  let began = 0;
  compiler.hooks.watchRun.tap({ name: 'rebuildAndReload', stage: -1 }, () => {
    began = performance.now();
    options.migrations.outdated();
    const changed = changedFiles(compiler, root);
    if (changed !== '') journal.tell(`Changed: ${changed}`);
  });
  const broken = new Promise<never>((_resolve, reject) => {
    compiler.watch(compiler.options.watchOptions, (error, stats) => {
      if (stats) void built(stats, began, options);
      // Only a failure of webpack itself comes this way, and it watches no longer.
      else reject(error ?? new Error('webpack ended without a result.'));
    });
  });
  try {
    await Promise.race([aborted(signal), broken]);
  } finally {
    await new Promise((resolve) => compiler.close(resolve));
  }
}

async function built(
  stats: Stats,
  began: number,
  { server, watch, migrations, journal }: RebuildOptions,
): Promise<void> {
  if (stats.hasErrors()) {
    const consequence = server.serves ? 'The last good server keeps running' : 'Nothing is served yet';
    journal.fail(`The build failed. ${consequence}.`, describe(stats));
    server.show(`The build failed. ${consequence}.\n${errorsOf(stats)}`);
    await migrations.look();
    return;
  }
  const { compilation } = stats;
  const file = bundleOf(compilation.compiler);
  const emitted = compilation.emittedAssets.has(path.basename(file));
  server.show(undefined);
  journal.tell(`${emitted ? 'Built' : 'Nothing new in the bundle'} (${since(began)})`);
  if (stats.hasWarnings()) journal.tell(describe(stats));
  const bundle = { file, externals: externalsOf(stats) };
  const changed = await watch.takeIn();
  await migrations.deploy();
  const reloaded = reload();
  // Beside the start of the new server, which is another process.
  await Promise.all([reloaded, migrations.look()]);

  async function reload(): Promise<void> {
    if (changed) await server.renew(bundle, began);
    else if (emitted || !server.serves) await server.reload(bundle, began);
  }
}

/** The saved files, relative to the root; folders only when no file in them is known. */
function changedFiles({ modifiedFiles, removedFiles }: Compiler, root: string): string {
  const all = [...(modifiedFiles ?? []), ...(removedFiles ?? [])];
  const files = all.filter((file) => !all.some((other) => other.startsWith(file + path.sep)));
  const names = files.map((file) => path.relative(root, file)).sort();
  return names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}
