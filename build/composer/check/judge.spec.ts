import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { judge, judgeHere, type SchemaFile } from './judge';

const main: SchemaFile = ['main.prisma', 'datasource db {\n  provider = "postgresql"\n}\n'];
const good: SchemaFile = ['good.prisma', 'model Good {\n  id Int @id\n}\n'];
/** Half a character makes Prisma’s engine crash; no file that was read can contain one. */
const trap: SchemaFile = ['trap.prisma', 'model Trap {\n  id Int @id @map("\ud800")\n}\n'];

/** So many errors that Prisma takes minutes. */
const endless: SchemaFile = ['endless.prisma', `model A {\n  id Int @id ${'@a '.repeat(300_000)}\n}\n`];
/** As long, and valid. */
const long: SchemaFile = ['long.prisma', `/// ${'x'.repeat(200_000)}\nmodel Long {\n  id Int @id\n}\n`];

describe('Prisma’s check', () => {
  it('works again after Prisma’s engine crashed for good, also for its generator', () => {
    // In a separate process: Jest loads modules in another way.
    const script = `
      require(${JSON.stringify(path.resolve(__dirname, '../../ground/load-typescript'))});
      const { judgeHere } = require(${JSON.stringify(path.join(__dirname, 'judge.ts'))});
      const [main, good] = ${JSON.stringify([main, good])};
      const deep = ['deep.prisma', 'model Deep {\\n  id Int @default(' + '['.repeat(20_000) + ')\\n}\\n'];
      const answers = [judgeHere([main, good, deep]), judgeHere([main, good])];
      const shared = require(${JSON.stringify(require.resolve('@prisma/prisma-schema-wasm'))});
      console.log(JSON.stringify([...answers, JSON.parse(shared.lint(JSON.stringify([main, good])))]));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual([
      { reason: 'it crashed: memory access out of bounds', files: ['deep.prisma'] },
      [],
      [],
    ]);
  });

  it('runs in a thread for a long file, with the same errors', async () => {
    const wrong: SchemaFile = ['wrong.prisma', 'model Wrong {\n  id Int @id\n  x Nope\n}\n'];
    expect(await judge([main, long, good])).toEqual([]);
    expect(await judge([main, long, wrong])).toEqual(judgeHere([main, wrong]));
  });

  it('is given up when it takes too long, or crashes in the thread', async () => {
    expect(await judge([main, good, endless], 500)).toEqual({
      reason: 'it took more than 0.5 s',
      files: ['endless.prisma'],
    });
    const broken: SchemaFile = ['broken.prisma', `${trap[1]}${long[1]}`];
    expect(await judge([main, broken])).toMatchObject({ reason: expect.stringContaining('it crashed') });
  });
});
