import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import native from 'fs-native-extensions';
import type * as Composing from '../composer/composer';
import { model, TemporaryProject } from '../test-kit/composer/project';
import type * as Publishing from './folder';

const project = new TemporaryProject();
afterAll(() => project.dispose());

/** The flushed files, each with its state at that time. */
const onDisk = new Set<string>();
/** What was put in place, and which of its files were not flushed before. */
let placed: { target: string; missing: string[] }[] = [];

const stateOf = ({ ino, mtimeMs, size }: fs.Stats): string => `${ino} ${mtimeMs} ${size}`;

function filesIn(place: string): string[] {
  if (!fs.lstatSync(place).isDirectory()) return [place];
  const entries = fs.readdirSync(place, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

function notePlacing(staged: string, target: string): void {
  // Jest renames files too.
  if (!target.startsWith(project.root)) return;
  const missing = filesIn(staged).filter((file) => !onDisk.has(stateOf(fs.statSync(file))));
  placed.push({ target: path.basename(target), missing: missing.map((file) => path.relative(staged, file)) });
}

const real = { fsync: fs.fsync, renameSync: fs.renameSync, swapSync: native.swapSync };
let composer: typeof Composing;
let folder: typeof Publishing;

// These call the real functions, and are in place before the composer is loaded.
beforeAll(async () => {
  Object.assign(fs, {
    fsync: (descriptor: number, done: (error: Error | null) => void) =>
      real.fsync(descriptor, (error) => {
        if (error === null) onDisk.add(stateOf(fs.fstatSync(descriptor)));
        done(error);
      }),
    renameSync: (from: string, to: string) => {
      notePlacing(from, to);
      real.renameSync(from, to);
    },
  });
  native.swapSync = (from, to) => {
    notePlacing(from, to);
    real.swapSync(from, to);
  };
  composer = await import('../composer/composer');
  folder = await import('./folder');
});
afterAll(() => {
  const { swapSync, ...others } = real;
  Object.assign(fs, others);
  native.swapSync = swapSync;
});

beforeEach(() => {
  placed = [];
});

describe('before it is put in place', () => {
  const wholly = (...targets: string[]) => targets.map((target) => ({ target, missing: [] }));

  it('all that a run wrote is on the disk: schema, client and registry', async () => {
    const ours = new composer.Composer({ root: project.root });
    project.schema('shop', model('Order')).write('src/components/shop/component.module.ts', '');
    expect(await ours.run()).toMatchObject({ ok: true });
    expect(placed).toEqual(wholly('schema', 'client', 'registry.generated.ts'));
    placed = [];
    project.schema('shop', model('Order', 'note String?')).schema('blog', model('Post'));
    project.write('src/components/blog/component.module.ts', '');
    expect(await ours.run()).toMatchObject({ ok: true });
    expect(placed).toEqual(wholly('schema', 'client', 'registry.generated.ts'));
  });

  it('the manifest of a folder is on the disk, also when nothing else changes', async () => {
    for (const fingerprint of ['before', 'after']) {
      const prepared = folder.prepareFolder({
        folder: project.path('out'),
        place: 'out',
        files: new Map([['a', Buffer.from('1')]]),
        fingerprint,
        facts: { components: 0, models: 0, diagnostics: [], tables: [], tiles: [] },
        isOurs: () => false,
        claimsNames: false,
      });
      await prepared.flush();
      prepared.commit();
      prepared.finish();
    }
    expect(placed).toEqual(wholly('out', '.prismosaic.json'));
  });
});
