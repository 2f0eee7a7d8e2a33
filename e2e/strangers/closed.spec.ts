import fs from 'node:fs';
import { afterAll, expect, test } from '@jest/globals';
import { livesWell } from './life';
import { Stranger } from './stranger';

// A container as careful people build it: an ordinary user, node_modules that can't be written, no network.
const stranger = new Stranger('closed');
afterAll(() => stranger.dispose());

test('is installed by root, once', () => {
  stranger.nestNew(12);
  stranger.must('npm install');
  stranger.install('@prismosaic/nestjs', 'prismosaic', '@prismosaic/schema-engine');
  stranger.must('npx prismosaic init');
  stranger.must('npm install');
  stranger.must('npx prismosaic db stop --force');
  // As containers do it: a user number without a name.
  stranger.close(1234);
  const { status, output } = stranger.run('npx --no prisma migrate status');
  expect(status).toBe(1);
  expect(output).toContain('run as a user who has one, or set DATABASE_URL to another PostgreSQL');
  // That of nobody, on every Linux.
  stranger.close(65534);
  expect(stranger.run('npx --no prismosaic --version').status).toBe(0);
  expect(stranger.run('touch node_modules/prismosaic/x').status).not.toBe(0);
});

livesWell(
  stranger,
  {
    install: 'npx --no prismosaic doctor',
    build: 'npm run build',
    migrate: 'npx prisma migrate dev --name init',
    serve: 'npx prismosaic run node dist/main.js',
    test: 'npm test',
  },
  { schema: 'src/components/notes/prisma/schema.prisma', page: '/notes', add: { title: 'milk' } },
);

test('wrote nothing into node_modules', () => {
  const found = fs
    .readdirSync(stranger.at('node_modules'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .filter(({ parentPath, name }) => fs.statSync(`${parentPath}/${name}`).uid !== process.getuid?.());
  expect(found.map(({ name }) => name)).toEqual([]);
});
