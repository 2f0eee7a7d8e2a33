import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { livesWell } from './life';
import { Stranger } from './stranger';

// What Nest's command line makes, as it comes: ES modules, tsc, Vitest.
const stranger = new Stranger('nest-12');
afterAll(() => stranger.dispose());

test('nest new and nest add are all that is needed', () => {
  stranger.nestNew(12);
  stranger.must('npm install');
  stranger.install('@prismosaic/nestjs', 'prismosaic', '@prismosaic/schema-engine');
  const output = stranger.must('npx nest add @prismosaic/nestjs --skip-install');
  expect(output).toContain('Changed:\n  .gitignore\n  package.json\n');
  expect(output).not.toContain('Left for you');
  expect(stranger.run('npx prismosaic init').output).toContain('There is nothing to change.');
});

livesWell(
  stranger,
  {
    install: 'npm install',
    build: 'npm run build',
    migrate: 'npx prisma migrate dev --name init',
    serve: 'npx prismosaic run node dist/main.js',
    test: 'npm test',
  },
  { schema: 'src/components/notes/prisma/schema.prisma', page: '/notes', add: { title: 'milk' } },
);

test('Vitest rolls tests back, over HTTP too', () => {
  stranger.write(
    'src/components/notes/test/rollback.spec.ts',
    `import { cleanBetweenTests } from 'prismosaic/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { PrismaService } from '../../../database/prisma.service.js';

const prisma = new PrismaService();
cleanBetweenTests(prisma, 'rollback', { beforeAll, beforeEach, afterEach, afterAll });
afterAll(() => prisma.$disconnect());

test.each(['bread', 'milk'])('%s', async (title) => {
  await prisma.$transaction([prisma.note.create({ data: { title } }), prisma.note.create({ data: { title } })]);
  await expect(prisma.$queryRaw\`SELECT nonsense\`).rejects.toThrow('nonsense');
  expect(await prisma.note.findMany({ select: { id: true } })).toEqual([{ id: 1 }, { id: 2 }]);
});
`,
  );
  stranger.write(
    'src/components/notes/test/http.spec.ts',
    `import { testApplication } from 'prismosaic/testing/nest';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { AppModule } from '../../../app.module.js';
import { PrismaService } from '../../../database/prisma.service.js';

const hooks = { beforeAll, beforeEach, afterEach, afterAll };
const app = testApplication({ client: PrismaService, imports: [AppModule], hooks });

test.each(['bread', 'milk'])('%s', async (title) => {
  await app.client.note.create({ data: { title } });
  const { body } = await app.visitor().open('/notes');
  expect(body).toMatchObject([{ id: 1, title }]);
});
`,
  );
  expect(stranger.must('npm test -- rollback http')).toMatch(/4 passed/);
});

test('nest start --watch restarts once for each effective change', async () => {
  const schema = 'src/components/notes/prisma/schema.prisma';
  const good = stranger.read(schema);
  const starts = () => stranger.served.split('successfully started').length - 1;
  /** Long enough for TypeScript's watch to compile twice. */
  const quiet = () => pause(8_000);
  await stranger.serve('npx prismosaic run nest start --watch');
  await quiet();
  expect(starts()).toBe(1);

  stranger.write(schema, good);
  await quiet();
  expect(starts()).toBe(1);

  stranger.write(schema, good.replace(/^model .*\{\n/m, '$&  pages Int @default(1)\n'));
  while (starts() < 2) await pause(100);
  await quiet();
  expect(starts()).toBe(2);
  expect(stranger.read('src/database/client/models/Note.ts')).toContain('pages');

  stranger.write(schema, good.replace(/^model .*\{\n/m, '$&  pages Nonsense\n'));
  while (!stranger.served.includes('Nonsense')) await pause(100);
  await quiet();
  expect(starts()).toBe(2);
  await stranger.stopServer();
});
