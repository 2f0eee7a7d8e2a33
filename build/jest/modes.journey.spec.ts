import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ProjectCopy } from '../test-kit/project-copy';

const FILES = 4;
let copy: ProjectCopy;

beforeAll(() => {
  copy = new ProjectCopy();
  for (let file = 1; file <= FILES; file++) {
    fs.writeFileSync(
      path.join(copy.root, `src/mode-${file}.spec.ts`),
      `import { afterAll, expect, test } from '@jest/globals';
import { cleanBetweenTests } from 'prismosaic/testing';
import { PrismaService } from './database/prisma.service';
const prisma = new PrismaService();
cleanBetweenTests(prisma, 'none');
afterAll(() => prisma.$disconnect());
test('file ${file} has a schema of its own', async () => {
  await prisma.demoUser.create({ data: { name: 'Ada', email: 'ada@example.org' } });
  // Long enough for all workers to be there.
  await prisma.$queryRaw\`SELECT pg_sleep(0.3)::text\`;
  expect(await prisma.demoUser.count()).toBe(1);
  expect(process.env.FAILS).not.toBe('${file}');
});
`,
    );
  }
  fs.writeFileSync(
    path.join(copy.root, 'projects.config.js'),
    `const { maxWorkers, ...all } = require('./jest.config.js');
const own = { ...all, rootDir: __dirname };
delete own.testTimeout;
module.exports = {
  maxWorkers,
  projects: [
    { ...own, displayName: 'first', testMatch: ['**/mode-[12].spec.ts'] },
    { ...own, displayName: 'second', testMatch: ['**/mode-[34].spec.ts'] },
  ],
};
`,
  );
});
afterAll(() => copy.dispose());

async function jest(args: string[], environment: NodeJS.ProcessEnv = {}) {
  const run = copy.jest(args, { JEST_WORKERS: '2', CI: undefined, ...environment });
  const status = await run.ended;
  const passed = Number(/Tests:.*?(\d+) passed/.exec(run.output)?.[1] ?? 0);
  return { status, passed, output: run.output };
}

test.each<[string[], number, NodeJS.ProcessEnv?]>([
  [['src/mode', '--runInBand'], FILES],
  [['src/mode', '--maxWorkers=1'], FILES],
  [['src/mode', '--maxWorkers=4'], FILES],
  [['src/mode', '--shard=1/2'], FILES / 2],
  [['src/mode', '--shard=2/2'], FILES / 2],
  [['src/mode', '--coverage', '--coverageReporters=none'], FILES],
  [['--config', 'projects.config.js', 'src/mode'], FILES],
])('%j', async (args, passed) => {
  expect(await jest(args)).toMatchObject({ status: 0, passed });
});

test('--onlyFailures', async () => {
  expect(await jest(['src/mode'], { FAILS: '3' })).toMatchObject({ status: 1, passed: FILES - 1 });
  const again = await jest(['src/mode', '--onlyFailures']);
  expect(again).toMatchObject({ status: 0, passed: 1 });
  expect(again.output).toContain('src/mode-3.spec.ts');
});
