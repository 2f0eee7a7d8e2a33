import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TemporaryProject } from '../test-kit/composer/project';
import { moveAside } from './exchange';
import { type FolderPlan, prepareFolder } from './folder';
import { readManifest } from './manifest';
import { type Prepared, publishFailure } from './prepared';
import { healFolder } from './recovery';

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.dispose());

function plan(files: Record<string, string>, more: Partial<FolderPlan> = {}): FolderPlan {
  return {
    folder: project.path('out'),
    place: 'out',
    files: new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])),
    fingerprint: 'f',
    facts: { components: 0, models: 0, diagnostics: [], tables: [], tiles: [] },
    isOurs: (text) => text.startsWith('// made'),
    claimsNames: false,
    ...more,
  };
}

function finish(prepared: Prepared): void {
  prepared.commit();
  prepared.finish();
}

function publish(files: Record<string, string>, more?: Partial<FolderPlan>): void {
  const settled = plan(files, more);
  healFolder(settled.folder);
  finish(prepareFolder(settled));
}

function failureOf(work: () => void): string {
  try {
    work();
  } catch (error) {
    return publishFailure(error, 'out').code;
  }
  throw new Error('nothing was thrown');
}

describe('prepareFolder', () => {
  it('shows nothing before the commit and all of it after', () => {
    publish({ a: '1', 'x/b': '1' });
    const prepared = prepareFolder(plan({ a: '2', 'x/b': '2' }));
    expect(project.snapshot('out')).toEqual({ a: '1', 'x/b': '1' });
    finish(prepared);
    expect(project.snapshot('out')).toEqual({ a: '2', 'x/b': '2' });
    expect(fs.readdirSync(project.root)).toEqual(['out']);
  });

  it('leaves nothing behind when it is discarded', () => {
    publish({ a: '1' });
    prepareFolder(plan({ a: '2' })).discard();
    expect(fs.readdirSync(project.root)).toEqual(['out']);
    expect(project.read('out/a')).toBe('1');
  });

  it('keeps inode and time of every file whose bytes stay', () => {
    publish({ a: '1', 'x/b': '1' });
    const before = project.stamps('out');
    publish({ a: '2', 'x/b': '1' });
    expect(project.stamps('out')['x/b']).toBe(before['x/b']);
    expect(project.stamps('out').a).not.toBe(before.a);
  });

  it('leaves foreign files, folders, links and hidden files alone, and removes its own', () => {
    publish({ a: '1', b: '1' });
    project
      .write('out/mine', 'm')
      .write('out/.hidden', 'h')
      .write('out/deep/er/file', 'd')
      .write('out/old', '// made');
    fs.mkdirSync(project.path('out/empty'));
    fs.symlinkSync('nowhere', project.path('out/link'));
    const before = project.stamps.call({ path: () => project.path('out/deep') }, '');
    publish({ a: '2' });
    expect(project.snapshot('out')).toEqual({ a: '2', mine: 'm', '.hidden': 'h', 'deep/er/file': 'd' });
    expect(fs.readlinkSync(project.path('out/link'))).toBe('nowhere');
    expect(fs.readdirSync(project.path('out/empty'))).toEqual([]);
    expect(project.stamps('out/deep')['er/file']).toBe(before['er/file']);
    expect(readManifest(project.path('out'))?.foreign.sort()).toEqual([
      '.hidden',
      'deep/er/file',
      'empty',
      'link',
      'mine',
    ]);
  });

  it('keeps what others save, add or remove while it publishes', () => {
    publish({ a: '1' });
    project.write('out/saved', 'old').write('out/removed', 'r').write('out/in-place', 'old');
    const prepared = prepareFolder(plan({ a: '2' }));
    // As editors save: a new file under the old name.
    project.write('out/saved~', 'new');
    fs.renameSync(project.path('out/saved~'), project.path('out/saved'));
    project.write('out/in-place', 'new').write('out/added', 'new');
    project.remove('out/removed');
    finish(prepared);
    expect(project.snapshot('out')).toEqual({ a: '2', saved: 'new', 'in-place': 'new', added: 'new' });
  });

  it('refuses to overwrite a foreign file, unless it claims the names', () => {
    project.write('out/a', 'by hand');
    expect(failureOf(() => publish({ a: '1' }))).toBe('OUTPUT_TAKEN');
    expect(failureOf(() => publish({ 'a/b': '1' }))).toBe('OUTPUT_TAKEN');
    expect(project.read('out/a')).toBe('by hand');
    publish({ a: '1' }, { claimsNames: true });
    expect(project.read('out/a')).toBe('1');
  });

  it('refuses a file or a link where its folder must be', () => {
    project.write('out', 'a file');
    expect(failureOf(() => publish({ a: '1' }))).toBe('OUTPUT_TAKEN');
    project.remove('out');
    fs.mkdirSync(project.path('elsewhere'));
    fs.symlinkSync('elsewhere', project.path('out'));
    expect(failureOf(() => publish({ a: '1' }))).toBe('OUTPUT_TAKEN');
    expect(fs.readdirSync(project.path('elsewhere'))).toEqual([]);
  });

  it('deletes what was left by runs that were killed before they put it in place', () => {
    publish({ a: '1' });
    project.write('out/mine', 'newer').write('.out.next-1-1/mine', 'older').write('.out.next-1-1/a', '0');
    project.write('.out.next-folder', 'not a staging name');
    publish({ a: '2' });
    expect(project.snapshot('out')).toEqual({ a: '2', mine: 'newer' });
    expect(fs.readdirSync(project.root)).toEqual(['.out.next-folder', 'out']);
  });

  it('finishes the work of a run that was killed just after it put its folder in place', () => {
    publish({ a: '1' });
    // The old folder is still beside it, with a file that was saved at the last moment.
    const staged = readManifest(project.path('out'))?.id ?? '';
    project.write(`${staged}/late`, 'saved late').write(`${staged}/a`, '0');
    publish({ a: '1' });
    expect(project.snapshot('out')).toEqual({ a: '1', late: 'saved late' });
    expect(fs.readdirSync(project.root)).toEqual(['out']);
  });

  it('puts the folder back when a run was killed between two renames', () => {
    publish({ a: '1' });
    project.write('out/mine', 'm').write('next/a', '2');
    const old = project.path('.out.old-1-1');
    moveAside(project.path('next'), project.path('out'), old);
    project.remove('out');
    expect(fs.existsSync(old)).toBe(true);
    publish({ a: '3' });
    expect(project.snapshot('out')).toEqual({ a: '3', mine: 'm' });
    expect(fs.readdirSync(project.root)).toEqual(['out']);
  });

  it('fails without a trace when the disk is full', () => {
    const disk = fs.mkdtempSync(path.join(project.root, 'disk-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'pipe' });
    } catch {
      // Only root may mount; the test of the command checks the same with a limit on file size.
      return;
    }
    try {
      const folder = path.join(disk, 'out');
      publish({ a: '1' }, { folder });
      expect(failureOf(() => publish({ a: '2', b: 'x'.repeat(100_000) }, { folder }))).toBe(
        'OUTPUT_NOT_WRITABLE',
      );
      expect(fs.readFileSync(path.join(folder, 'a'), 'utf8')).toBe('1');
      expect(fs.readdirSync(disk)).toEqual(['out']);
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});
