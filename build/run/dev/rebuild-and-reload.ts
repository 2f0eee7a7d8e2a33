import fs from 'node:fs';
import path from 'node:path';
import type { Compiler, Stats } from 'webpack';
import { problemsOf } from '../compile-errors';
import { bundleOf, createCompiler, externalsOf } from '../compiler';
import { aborted } from '../interruption';
import type { DevServer } from './dev-server';
import type { EnvironmentWatch } from './environment/environment-watch';
import { type Journal, since } from './journal';
import type { MigrationWatch } from './migrations/migration-watch';
import { reportTypes } from './types-report';

export interface RebuildOptions {
  root: string;
  server: DevServer;
  watch: EnvironmentWatch;
  migrations: MigrationWatch;
  journal: Journal;
  signal: AbortSignal;
}

/** Builds on each saved file and reloads the server when the bundle changed. Resolves once `signal` is aborted. */
export async function rebuildAndReload(options: RebuildOptions): Promise<void> {
  const { root, journal, signal } = options;
  const compiler = createCompiler(root, 'development');
  reportTypes(compiler, options);
  let began = 0;
  let warned = '';
  compiler.hooks.watchRun.tap({ name: 'rebuildAndReload', stage: -1 }, () => {
    began = performance.now();
    options.migrations.outdated();
    const changed = changedFiles(compiler, root);
    if (changed !== '') journal.log(`Changed: ${changed}`);
  });
  const broken = new Promise<never>((_resolve, reject) => {
    compiler.watch(compiler.options.watchOptions, (error, stats) => {
      if (stats) {
        warned = warn(stats, warned, options);
        void built(stats, began, options);
      }
      // Only a failure of webpack itself gets here; webpack no longer watches then.
      else reject(error ?? new Error('webpack ended without a result.'));
    });
  });
  try {
    await Promise.race([aborted(signal), broken]);
  } finally {
    await new Promise((resolve) => compiler.close(resolve));
  }
}

/** Shows the new warnings. Returns all current ones. */
function warn(stats: Stats, before: string, { root, journal }: RebuildOptions): string {
  const warnings = problemsOf(stats, root, 'warning');
  const known = before.split('\0');
  for (const warning of warnings) if (!known.includes(warning)) journal.log(warning);
  return warnings.join('\0');
}

async function built(
  stats: Stats,
  began: number,
  { root, server, watch, migrations, journal }: RebuildOptions,
): Promise<void> {
  if (stats.hasErrors()) {
    const consequence = server.serves ? 'The last good server keeps running' : 'Nothing is served yet';
    const title = `The build failed. ${consequence}.`;
    const text = problemsOf(stats, root, 'error').join('\n\n');
    journal.fail(title, text);
    server.show({ kind: 'build', title, text });
    await migrations.look();
    return;
  }
  const { compilation } = stats;
  const file = bundleOf(compilation.compiler);
  const emitted = compilation.emittedAssets.has(path.basename(file));
  server.unshow('build');
  if (!emitted && server.serves) journal.log(`Nothing new in the bundle (${since(began)})`);
  const bundle = { file, externals: externalsOf(stats) };
  const changed = await watch.takeIn();
  await migrations.deploy();
  const reloaded = reload();
  // At the same time as the new server starts, which is another process.
  await Promise.all([reloaded, migrations.look()]);

  async function reload(): Promise<void> {
    if (changed) await server.renew(bundle, began);
    else if (emitted || !server.serves) await server.reload(bundle, began);
  }
}

/** The saved files, relative to the root, without folders and without the files that were published because of them. */
function changedFiles({ modifiedFiles, removedFiles }: Compiler, root: string): string {
  const all = [...(modifiedFiles ?? []), ...(removedFiles ?? [])];
  const files = all.filter((file) => !isFolder(file));
  const names = files.map((file) => path.relative(root, file)).sort();
  return names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}

function isFolder(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
