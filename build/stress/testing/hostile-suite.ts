import fs from 'node:fs';
import path from 'node:path';
import type { ProjectCopy } from '../../test-kit/project-copy';

const FILES = 25;
const CLEANINGS = ['rollback', 'truncate'];

/** How many tests the suite has. */
export const TESTS = 500;

/**
 * Tests of all kinds that write rows of the same keys in all workers at once. Each fails when it sees a row that it did not
 * write, or a sequence that went on.
 */
export function writeSuite(project: ProjectCopy): void {
  for (let file = 0; file < FILES; file++) {
    const cleaning = CLEANINGS[file % CLEANINGS.length] ?? '';
    fs.writeFileSync(path.join(project.root, `src/hostile-${file}.spec.ts`), specOf(cleaning, TESTS / FILES));
  }
}

function specOf(cleaning: string, tests: number): string {
  return `import { afterAll, expect, test } from '@jest/globals';
import { cleanBetweenTests, factories } from 'prismosaic/testing';
import { PrismaService } from './database/prisma.service';

const prisma = new PrismaService();
cleanBetweenTests(prisma, '${cleaning}');
const make = factories(prisma);
afterAll(() => prisma.$disconnect());

const ada = { name: 'Ada', email: 'ada@example.org' };
async function alone(users: number, posts: number) {
  expect([await prisma.demoUser.count(), await prisma.demoPost.count()]).toEqual([users, posts]);
  expect(await prisma.$queryRaw\`SELECT count(*)::int AS n FROM "DemoUser"\`).toEqual([{ n: users }]);
}

const kinds: (() => Promise<void>)[] = [
  async () => {
    await prisma.demoUser.create({ data: ada });
    await make.demoPost.list(3);
    await alone(4, 3);
  },
  async () => {
    const [{ schema }] = await prisma.$queryRaw<{ schema: string }[]>\`SELECT current_schema()::text AS schema\`;
    await prisma.$executeRawUnsafe(\`INSERT INTO "\${schema}"."DemoUser" (id, name, email, "updatedAt") VALUES ('x', 'x', 'x', now())\`);
    await alone(1, 0);
  },
  async () => {
    await expect(
      prisma.$transaction(async (tx) => {
        await tx.demoUser.create({ data: ada });
        await tx.$executeRaw\`SELECT 1/0\`;
      }),
    ).rejects.toThrow();
    await alone(0, 0);
    await prisma.$transaction([prisma.demoUser.create({ data: ada }), prisma.demoUser.count()]);
    await alone(1, 0);
  },
  async () => {
    await prisma.demoUser.create({ data: ada });
    await expect(prisma.demoUser.create({ data: ada })).rejects.toThrow();
    await prisma.demoUser.update({ where: { email: ada.email }, data: { name: 'Grace' } });
    await alone(1, 0);
  },
  async () => {
    await prisma.$executeRaw\`WITH many AS (INSERT INTO "DemoUser" (id, name, email, "updatedAt")
      SELECT n::text, n::text, n::text, now() FROM generate_series(1, 200) n RETURNING id) SELECT count(*) FROM many\`;
    await prisma.demoUser.deleteMany({ where: { name: { startsWith: '1' } } });
    await alone(89, 0);
  },
];
for (let index = 0; index < ${tests}; index++) test('kind ' + index, () => kinds[index % kinds.length]());
`;
}
