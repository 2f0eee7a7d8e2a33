import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Stranger } from './stranger';

// The previews that change the schema language or the client, through the whole way.
const stranger = new Stranger('previews');
const previews = [
  'views',
  'partialIndexes',
  'relationJoins',
  'strictUndefinedChecks',
  'fullTextSearchPostgres',
];
const component = 'src/components/notes/prisma/schema.prisma';
const spec = `import { emptyTables } from 'prismosaic/testing';
import { postgresAdapter, databaseTarget } from '@prismosaic/nestjs';
import { PrismaClient } from '../../database/client/client';

const target = databaseTarget(process.env.DATABASE_URL, 'DATABASE_URL');
const prisma = new PrismaClient({ adapter: postgresAdapter(target) });
beforeEach(() => emptyTables(prisma));
afterAll(() => prisma.$disconnect());

test('the view, the partial index and the join', async () => {
  await prisma.note.create({ data: { title: 'bread', done: true, lines: { create: [{ text: 'rye' }] } } });
  await prisma.note.create({ data: { title: 'milk' } });
  expect(await prisma.openNote.findMany({ select: { title: true } })).toEqual([{ title: 'milk' }]);
  await expect(prisma.note.create({ data: { title: 'milk' } })).rejects.toThrow('Unique constraint');
  expect(await prisma.note.create({ data: { title: 'bread', done: true } })).toMatchObject({ done: true });
  const joined = await prisma.note.findMany({ relationLoadStrategy: 'join', include: { lines: true } });
  expect(joined.flatMap(({ lines }) => lines.map(({ text }) => text))).toEqual(['rye']);
  expect(await prisma.note.count({ where: { title: { search: 'bread' } } })).toBe(2);
  await expect(prisma.note.findMany({ where: { title: undefined } })).rejects.toThrow('undefined');
});
`;

beforeAll(() => {
  stranger.write('package.json', {
    private: true,
    scripts: { test: 'jest' },
    dependencies: {
      '@nestjs/common': '^11.0.0',
      '@nestjs/core': '^11.0.0',
      '@prisma/adapter-pg': '7.10.0',
      '@prisma/client': '7.10.0',
      ...stranger.packed('@prismosaic/nestjs'),
      'reflect-metadata': '^0.2.0',
      rxjs: '^7.8.0',
    },
    devDependencies: {
      ...stranger.packed('prismosaic', '@prismosaic/schema-engine'),
      '@types/jest': '^30.0.0',
      '@types/node': '^22.0.0',
      jest: '^30.0.0',
      prisma: '7.10.0',
      'ts-jest': '^29.4.0',
      typescript: '~5.9.0',
    },
  });
  stranger.write('tsconfig.json', {
    compilerOptions: {
      module: 'commonjs',
      target: 'es2023',
      strict: true,
      esModuleInterop: true,
      skipLibCheck: true,
    },
    include: ['src'],
  });
  stranger.write(
    'jest.config.js',
    `const { workerSchemas } = require('prismosaic/jest');

module.exports = { ...workerSchemas(), roots: ['<rootDir>/src'], transform: { '\\\\.ts$': 'ts-jest' } };
`,
  );
  configure(previews);
  stranger.write(
    'prisma.config.ts',
    `import { prismaConfig } from 'prismosaic/prisma';

export default () => prismaConfig();
`,
  );
  stranger.write(
    component,
    `model Note {
  id    Int     @id @default(autoincrement())
  title String
  done  Boolean @default(false)
  lines Line[]

  @@unique([title], where: { done: false })
}

model Line {
  id     Int    @id @default(autoincrement())
  text   String
  noteId Int
  note   Note   @relation(fields: [noteId], references: [id])
}

view OpenNote {
  id    Int    @unique
  title String
}
`,
  );
  stranger.write('src/components/notes/notes.spec.ts', spec);
  stranger.must('npm install');
});
afterAll(() => stranger.dispose());

function configure(previewFeatures: readonly string[]): void {
  stranger.write(
    'prismosaic.config.ts',
    `import { defineConfig } from 'prismosaic/config';

export default defineConfig({
  databases: { default: { client: { previewFeatures: ${JSON.stringify(previewFeatures)} } } },
});
`,
  );
}

test('migrate dev makes the partial index, and applies the view that its author writes', () => {
  stranger.must('npx prismosaic compose');
  expect(stranger.must('npx prisma migrate dev --name init --create-only')).not.toMatch(/warn/i);
  const [folder] = stranger.names('prisma/migrations').filter((name) => name.endsWith('init'));
  const file = `prisma/migrations/${folder}/migration.sql`;
  const sql = stranger.read(file);
  expect(sql).toMatch(/CREATE UNIQUE INDEX .* WHERE /);
  stranger.write(file, `${sql}\nCREATE VIEW "OpenNote" AS SELECT id, title FROM "Note" WHERE NOT done;\n`);
  expect(stranger.must('npx prisma migrate dev')).toContain('now in sync');
  expect(stranger.must('npx prisma migrate dev')).toContain('Already in sync');
});

test('the client and each worker have them', () => {
  expect(stranger.must('npm test')).toMatch(/1 passed/);
});

test('it is formatted, and what is wrong in a view is said at its line', () => {
  stranger.must('npx prismosaic format --check');
  stranger.edit(component, 'title String\n}\n', 'title Strin\n}\n');
  const { status, output } = stranger.run('npx prismosaic compose');
  expect({ status, output }).toMatchObject({
    status: 1,
    output: expect.stringContaining(`${component}:19:9`),
  });
  stranger.edit(component, 'title Strin\n}\n', 'title String\n}\n');
});

test.each([
  ['postgresqlExtensions', 'CREATE EXTENSION IF NOT EXISTS'],
  ['typedSql', '$queryRaw'],
])('%s is refused with the other way', (preview, way) => {
  configure([...previews, preview]);
  const { status, output } = stranger.run('npx prismosaic compose');
  expect(status).not.toBe(0);
  expect(output).toContain(`does not support the preview feature ${preview}`);
  expect(output).toContain(way);
  configure(previews);
  expect(stranger.must('npx prismosaic compose')).toContain('Nothing changed');
});
