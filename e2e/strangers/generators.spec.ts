import fs from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Stranger } from './stranger';

// Four generators of others: of a folder, of a file, of types in the client, and of both Prisma's and another's types.
const stranger = new Stranger('generators');
const schema = `generator client {
  provider = "prisma-client"
  output   = "../src/database/client"
}

generator zod {
  provider         = "zod-prisma-types"
  output           = "../src/generated/zod"
  createInputTypes = false
}

generator kysely {
  provider  = "prisma-kysely"
  output    = "../src/generated/kysely"
  fileName  = "types.ts"
  camelCase = true
}

generator docs {
  provider = "prisma-markdown"
  output   = "../docs/models.md"
  title    = "Models"
}

generator json {
  provider = "prisma-json-types-generator"
}

datasource db {
  provider = "postgresql"
}

/// A note.
model Note {
  id    Int    @id @default(autoincrement())
  title String
  /// [Labels]
  labels Json
}
`;
const outputs = ['src/generated/zod', 'src/generated/kysely', 'docs/models.md', 'src/database/client'];
const component = 'src/components/notes/prisma/schema.prisma';

/** What the project's own `prisma generate` makes of the schema, by place. */
let original: Record<string, string>;

/** The text of a file, or of all files below a folder. */
function textOf(place: string): string {
  const target = stranger.at(place);
  if (fs.statSync(target).isFile()) return fs.readFileSync(target, 'utf8');
  const names = fs.readdirSync(target).filter((name) => !name.startsWith('.'));
  return names.map((name) => `${name}\n${textOf(`${place}/${name}`)}`).join('');
}

/** When the outputs were written. */
const times = () => outputs.map((place) => fs.statSync(stranger.at(place)).mtimeMs);

beforeAll(() => {
  stranger.nestNew(11);
  stranger.depend({
    dependencies: {
      '@prisma/adapter-pg': '7.10.0',
      '@prisma/client': '7.10.0',
      kysely: '*',
      zod: '^4.0.0',
    },
    devDependencies: {
      ...stranger.packed('@prismosaic/nestjs', 'prismosaic', '@prismosaic/schema-engine'),
      prisma: '7.10.0',
      'prisma-json-types-generator': '5.1.1',
      'prisma-kysely': '3.2.1',
      'prisma-markdown': '4.0.0',
      'zod-prisma-types': '3.3.11',
    },
  });
  stranger.write('prisma/schema.prisma', schema);
  stranger.must('npm install');
  stranger.must('npx prisma generate', { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath });
  const made = outputs.slice(0, 3);
  original = Object.fromEntries(made.map((place) => [place, textOf(place)]));
  for (const place of ['src/generated', 'src/database', 'docs'])
    fs.rmSync(stranger.at(place), { recursive: true });
});
afterAll(() => stranger.dispose());

test('init takes them over from the schema', () => {
  stranger.must('npx prismosaic init --component notes');
  stranger.must('npm install');
  for (const [place, text] of Object.entries(original)) expect(textOf(place)).toBe(text);
  expect(stranger.read('src/database/client/models/Note.ts')).toContain('PrismaJson.Labels');
});

test('they run when the composed schema changes, and never without a change', () => {
  const before = times();
  expect(stranger.must('npx prismosaic compose')).toContain('Nothing changed');
  expect(times()).toEqual(before);
  stranger.edit(component, 'title String', 'title String\n  body String?');
  stranger.must('npx prismosaic compose');
  expect(stranger.read('src/generated/zod/index.ts')).toContain('body');
  expect(stranger.read('src/generated/kysely/types.ts')).toContain('body: string | null');
  expect(stranger.read('docs/models.md')).toContain('body');
  expect(stranger.read('src/database/client/models/Note.ts')).toContain('PrismaJson.Labels');
});

test('what they made compiles in the application', () => {
  stranger.write(
    'src/labels.ts',
    `import type { DB } from './generated/kysely/types';
import type { PrismaClient } from './database/client/client';

declare global {
  namespace PrismaJson {
    type Labels = string[];
  }
}

export async function labels(prisma: PrismaClient): Promise<string[]> {
  const [note] = await prisma.note.findMany();
  return note?.labels ?? [];
}

export const table: keyof DB = 'Note';
`,
  );
  // zod-prisma-types 3.3.11 can't do JSON with the generator prisma-client: what it makes doesn't compile.
  stranger.write('tsconfig.own.json', {
    extends: './tsconfig.json',
    exclude: ['src/generated/zod', 'test', 'dist'],
  });
  stranger.must('npx tsc --noEmit -p tsconfig.own.json');
});

test('one that fails is named, and everything stays', () => {
  const before = times();
  stranger.edit('prismosaic.config.ts', "provider: 'prisma-markdown'", "provider: 'prisma-mardown'");
  stranger.edit(component, '  body String?\n', '');
  const { status, output } = stranger.run('npx prismosaic compose');
  expect(status).toBe(1);
  expect(output).toContain('GENERATOR_FAILED: The generator "docs" (prisma-mardown) failed');
  expect(times()).toEqual(before);
});
