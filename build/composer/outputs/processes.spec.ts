import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tryLock } from 'fs-native-extensions';
import { composeInChild } from '../../test-kit/composer/child';
import { model, TemporaryProject } from '../../test-kit/composer/project';
import { Composer } from '../composer';

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.dispose());

const everything = () => [project.snapshot('prisma/schema'), project.snapshot('src/database/client')];

describe('several processes', () => {
  it('compose at once: none fails, one does the work, the bytes are the same', async () => {
    project.schema('shop', model('Order')).schema('blog', model('Post'));
    await new Composer({ root: project.root }).run();
    for (const round of [1, 2, 3]) {
      project.schema('shop', model('Order', `note${round} String?`));
      const ended = await Promise.all([1, 2, 3, 4].map(() => composeInChild(project.root).ended));
      expect(ended.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
      expect(ended.filter(({ written }) => written > 0)).toHaveLength(1);
      const together = everything();
      project.remove('prisma');
      project.remove('src/database');
      await new Composer({ root: project.root }).run();
      expect(everything()).toEqual(together);
    }
  });

  it('waits for the process that holds the lock, and says which', async () => {
    project.schema('shop', model('Order'));
    fs.mkdirSync(project.path('.prismosaic/locks'), { recursive: true });
    const holder = fs.openSync(project.path('.prismosaic/locks/compose.lock'), 'a+');
    expect(tryLock(holder)).toBe(true);
    fs.writeSync(holder, '4711');
    const waiting = composeInChild(project.root);
    const reported = new Promise((resolve) => {
      waiting.stderr.on('data', (data) => String(data).includes('process 4711') && resolve('reported'));
    });
    expect(await Promise.race([reported, waiting.ended])).toBe('reported');
    expect(project.has('prisma/schema')).toBe(false);
    fs.closeSync(holder);
    expect((await waiting.ended).status).toBe(0);
  });

  it('takes over at once when the holder is killed', async () => {
    project.schema('shop', model('Order'));
    const lock = project.path('.prismosaic/locks/compose.lock');
    fs.mkdirSync(path.dirname(lock), { recursive: true });
    const script = `const fd = require('fs').openSync(${JSON.stringify(lock)}, 'a+');
      require(${JSON.stringify(require.resolve('fs-native-extensions'))}).tryLock(fd);
      console.log('held'); setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    const waiting = composeInChild(project.root);
    await sleep(500);
    expect(project.has('prisma/schema')).toBe(false);
    holder.kill('SIGKILL');
    expect((await waiting.ended).status).toBe(0);
  });
});

describe('a killed process', () => {
  it('leaves the old state or the new one of each folder, and the next run fixes the rest', async () => {
    const texts = [model('Order') + model('Line'), model('Order', 'note String?')] as const;
    const good: Record<string, string>[][] = [];
    const changes: number[] = [];
    project.write('prisma/schema/notes.txt', 'mine');
    for (const next of [0, 1, 0]) {
      project.schema('shop', texts[next] ?? '');
      changes[next] = (await composeInChild(project.root).ended).changes;
      good[next] = everything();
    }
    // Some kills while the next state is built, then at each change that puts it in place and cleans up.
    for (let round = 0; round < 14; round++) {
      const next = (round + 1) % 2;
      const last = changes[next] ?? 0;
      expect(last).toBeGreaterThan(20);
      const point = round < 6 ? 1 + Math.floor((round * (last - 8)) / 6) : last - 13 + round;
      project.schema('shop', texts[next] ?? '');
      const { signal } = await composeInChild(project.root, { killAt: point }).ended;
      expect(signal).toBe('SIGKILL');
      const [schema, client] = everything();
      expect(good.map(([wanted]) => wanted)).toContainEqual(schema);
      expect(good.map(([, wanted]) => wanted)).toContainEqual(client);
      expect((await new Composer({ root: project.root }).run()).ok).toBe(true);
      expect(everything()).toEqual(good[next]);
      expect([
        ...fs.readdirSync(project.path('prisma')),
        ...fs.readdirSync(project.path('src/database')),
      ]).toEqual(['schema', 'client']);
    }
  });
});
