import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { embeddedPostgres } from '../postgres';
import { ProjectCopy } from '../test-kit/project-copy';

let copy: ProjectCopy;

beforeEach(() => {
  copy = new ProjectCopy();
  fs.writeFileSync(
    path.join(copy.root, 'src/only.spec.ts'),
    `import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { PrismaService } from './database/prisma.service';
import { emptyTables } from 'prismosaic/testing';
const prisma = new PrismaService();
beforeEach(() => emptyTables(prisma));
afterAll(() => prisma.$disconnect());
test('works in the schema of its worker', async () => {
  expect(await prisma.$queryRaw\`SELECT current_schema()::text AS name\`).toEqual([{ name: 'test_1' }]);
});
`,
  );
  const git = (...args: string[]) => execFileSync('git', args, { cwd: copy.root });
  git('init', '-q');
  git('add', 'src/only.spec.ts');
});
afterEach(() => copy.dispose());

const state = async () => (await embeddedPostgres(copy.root).status()).state;
const environment = { JEST_WORKERS: '1', CI: undefined };

test.each(['--watch', '--watchAll'])(
  '%s: each run has its database, and none is left after q',
  async (how) => {
    const watching = copy.jestInTerminal([how, 'src/only'], environment);
    for (let run = 1; run <= 3; run++) {
      const from = watching.output.length;
      if (run > 1) watching.press('\r');
      // Nothing is locked between two runs, so others may test on the database.
      await watching.says(/Ran all test suites.*[\s\S]*Watch Usage|Press w/, from);
      expect(watching.output.slice(from)).toMatch(/Tests: .*1 passed.*, 1 total/);
    }
    watching.press('q');
    expect(await watching.ended).toBe(0);
    expect(watching.output).not.toMatch(/did not exit/);
    // It stops at once, but after Jest has ended.
    for (let tries = 0; tries < 100 && (await state()) !== 'stopped'; tries++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await state()).toBe('stopped');
  },
);
