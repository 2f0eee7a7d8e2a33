import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tryLock } from 'fs-native-extensions';
import { Composer } from '../composer';
import { model, TemporaryProject } from '../testing/project';

const child = path.join(__dirname, '..', 'testing', 'compose-child.js');

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.dispose());

interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** How many files it put in place. */
  written: number;
}

function start(options: object = {}): { process: ChildProcess; ended: Promise<Ended> } {
  const started = spawn(process.execPath, [child, project.root, JSON.stringify(options)], { stdio: 'pipe' });
  let stdout = '';
  started.stdout.on('data', (data) => {
    stdout += data;
  });
  const ended = new Promise<Ended>((resolve) => {
    started.on('close', (code, signal) =>
      resolve({ code, signal, written: stdout === '' ? 0 : JSON.parse(stdout).written.length }),
    );
  });
  return { process: started, ended };
}

const everything = () => [project.snapshot('prisma/schema'), project.snapshot('src/database/client')];

/** The names beside the outputs: what a killed run left and the next one must clear away. */
const beside = () => [
  ...fs.readdirSync(project.path('prisma')),
  ...fs.readdirSync(project.path('src/database')),
];

describe('several processes', () => {
  it('compose at once: none fails, one does the work, the bytes are the same', async () => {
    project.schema('shop', model('Order')).schema('blog', model('Post'));
    await new Composer({ root: project.root }).run();
    for (const round of [1, 2, 3]) {
      project.schema('shop', model('Order', `note${round} String?`));
      const ended = await Promise.all([1, 2, 3, 4].map(() => start().ended));
      expect(ended.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
      expect(ended.filter(({ written }) => written > 0)).toHaveLength(1);
      const together = everything();
      project.remove('prisma');
      project.remove('src/database');
      await new Composer({ root: project.root }).run();
      expect(everything()).toEqual(together);
    }
  });

  it('waits for the one that holds the lock, and says for whom', async () => {
    project.schema('shop', model('Order'));
    fs.mkdirSync(project.path('.prismosaic/locks'), { recursive: true });
    const holder = fs.openSync(project.path('.prismosaic/locks/compose.lock'), 'a+');
    expect(tryLock(holder)).toBe(true);
    fs.writeSync(holder, '4711');
    const waiting = start();
    let told = '';
    waiting.process.stderr?.on('data', (data) => {
      told += data;
    });
    while (!told.includes('4711')) await sleep(20);
    expect(project.has('prisma/schema')).toBe(false);
    fs.closeSync(holder);
    expect((await waiting.ended).code).toBe(0);
  });

  it('takes over at once from a holder that was killed', async () => {
    project.schema('shop', model('Order'));
    const lock = project.path('.prismosaic/locks/compose.lock');
    fs.mkdirSync(path.dirname(lock), { recursive: true });
    const script = `const fd = require('fs').openSync(${JSON.stringify(lock)}, 'a+');
      require(${JSON.stringify(require.resolve('fs-native-extensions'))}).tryLock(fd);
      console.log('held'); setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    const waiting = start();
    await sleep(500);
    expect(project.has('prisma/schema')).toBe(false);
    holder.kill('SIGKILL');
    expect((await waiting.ended).code).toBe(0);
  });
});

describe('a killed process', () => {
  it('leaves the old state or the new one of each folder, and the next run heals the rest', async () => {
    const states = [model('Order'), model('Order', 'note String?') + model('Line')];
    const good: [unknown, unknown][] = [];
    for (const text of states) {
      project.schema('shop', text);
      await new Composer({ root: project.root }).run();
      const [schema, client] = everything();
      good.push([schema, client]);
    }
    project.write('prisma/schema/notes.txt', 'mine');
    let killed = 0;
    for (let round = 0; round < 20; round++) {
      project.schema('shop', states[round % 2] ?? '');
      const { process: running, ended } = start();
      // Publishing begins with a name beside the folder: aim at what happens from there on.
      const watcher = fs.watch(round % 4 < 2 ? project.path('prisma') : project.path('src/database'), () => {
        setTimeout(() => running.kill('SIGKILL'), (round >> 2) % 3);
      });
      const { signal } = await ended;
      watcher.close();
      if (signal === 'SIGKILL') killed++;
      const [schema, client] = everything();
      delete schema?.['notes.txt'];
      expect(good.map(([wanted]) => wanted)).toContainEqual(schema);
      expect(good.map(([, wanted]) => wanted)).toContainEqual(client);
    }
    expect(killed).toBeGreaterThan(0);
    expect((await start().ended).code).toBe(0);
    const [schema, client] = everything();
    expect([{ ...schema }, client]).toEqual([{ ...(good[1]?.[0] ?? {}), 'notes.txt': 'mine' }, good[1]?.[1]]);
    expect(beside().sort()).toEqual(['client', 'schema']);
  });
});
