import { describe, expect, test } from '@jest/globals';
import { composing } from '../../test-kit/composer/composing';
import { sortedDatamodel } from '../../test-kit/composer/datamodel';
import { randomModels } from '../../test-kit/composer/random-models';
import { adoptSchema } from './adopt-schema';

const settings = `datasource db {
  provider = "postgresql"
}

generator client {
  provider = "prisma-client"
  output   = "../src/generated"
}

`;
const adopt = (text: string, components?: Record<string, string[]>) =>
  adoptSchema(
    '/project',
    [{ file: 'prisma/schema.prisma', text }],
    components === undefined ? { by: 'nothing', name: 'core' } : { by: 'mapping', components },
  );

test('all but the datasource and the generators is kept to the letter', () => {
  const models = `// Who may enter.
model User { // people
  id Int @id /* their number */


  name   String
}
/// Old.
enum Role {
  ADMIN // all
}

// The end.
`;
  const { components, definitions, clientFolder } = adopt(`// Settings\n${settings}${models}`);
  expect(components).toEqual(new Map([['core', `// Settings\n${models}`]]));
  expect({ definitions, clientFolder }).toEqual({ definitions: 2, clientFolder: 'src/generated' });
});

test('the previews are read, without those that Prismosaic refuses', () => {
  const previewsOf = (...names: string[]) =>
    adopt(`generator client {
  provider = "prisma-client"
  output   = "../src/generated"
  previewFeatures = ${JSON.stringify(names)}
}

datasource db {
  provider = "postgresql"
}

model User {
  id Int @id
}
`).client.previewFeatures;
  expect(previewsOf('views', 'postgresqlExtensions', 'typedSql')).toEqual(['views']);
  expect(previewsOf('postgresqlExtensions')).toBeUndefined();
});

test('the further generators and the extensions are read', () => {
  const { generators, extensions } = adopt(`generator client {
  provider = "prisma-client"
  output   = "../src/generated"
}

generator kysely {
  provider = "prisma-kysely" // the query builder
  output   = "../src/kysely"
  fileName = "types.ts"
  camelCase = true
  depth = 3
  only = ["User", "Key"]
  url = env("X")
}

generator json {
  provider = "node ./tools/json.js"
}

datasource db {
  provider   = "postgresql"
  extensions = [citext, uuidOssp(map: "uuid-ossp", schema: "extensions")]
}

model User {
  id Int @id
}
`);
  expect(generators).toEqual([
    {
      name: 'kysely',
      provider: 'prisma-kysely',
      output: 'src/kysely',
      options: { fileName: 'types.ts', camelCase: true, depth: 3, only: ['User', 'Key'] },
    },
    { name: 'json', provider: 'node ./tools/json.js' },
  ]);
  expect(extensions).toBe('citext, uuidOssp(map: "uuid-ossp", schema: "extensions")');
});

describe('split', () => {
  const text = `${settings}model User {
  id       Int     @id
  email    String
  orders   Order[]
  received Order[] @relation("Received")

  likes Product[]
  card  Card?

  /// Those that were never paid.
  drafts Order[] @relation("Drafts")
}

model Order {
  id         Int   @id
  user       User  @relation(fields: [userId], references: [id])
  userId     Int
  receiver   User? @relation("Received", fields: [receiverId], references: [id])
  receiverId Int?
  drafter    User? @relation("Drafts", fields: [drafterId], references: [id])
  drafterId  Int?
}

model Card {
  user   User @relation(fields: [userId], references: [id])
  userId Int  @id
}

model Product {
  id    Int    @id
  fans  User[]
}
`;
  const { components } = adopt(text, { identity: ['User'], shop: ['Order', 'Card', 'Product'] });

  test('back-relations that the composer adds are taken out, others are named at their key', () => {
    expect(components.get('identity')).toBe(
      `model User {
  id    Int    @id
  email String

  likes Product[]

  /// Those that were never paid.
  drafts Order[] @relation("Drafts")
}
`,
    );
    expect(components.get('shop')).toContain(
      '  /// @inverse received\n  receiver   User? @relation("Received"',
    );
    expect(components.get('shop')?.match(/@inverse/g)).toHaveLength(1);
  });

  test('the composed schema describes the same data model', () => {
    const composed = composing(Object.fromEntries(components));
    expect(composed.reported()).toEqual([]);
    const [main] = composed.files.filter(({ name }) => name === 'main.prisma');
    const original = { name: 'original.prisma', text: text.slice(settings.length) };
    expect(sortedDatamodel(composed.files)).toEqual(sortedDatamodel(main ? [main, original] : [original]));
  });
});

test('random schemas in several components describe what they described, with fewer lines', () => {
  let lines = 0;
  for (let seed = 1; seed <= 60; seed++) {
    // A schema that knows nothing of the composer has no directives.
    const plain = Object.entries(randomModels(seed).written).map(([file, text]): [string, string] => {
      return [file, text.replace(/^ *\/\/\/ @inverse .*\n/gm, '')];
    });
    const written = Object.fromEntries(plain);
    const files = Object.entries(written).map(([file, text]) => ({ file: `schema/${file}.prisma`, text }));
    const { components } = adoptSchema('/project', files, { by: 'file' });
    const composed = composing(Object.fromEntries(components));
    const original = composing(written);
    expect({ seed, reported: composed.reported() }).toEqual({ seed, reported: [] });
    expect(sortedDatamodel(composed.files)).toEqual(sortedDatamodel(original.files));
    lines += linesOf(Object.values(written)) - linesOf([...components.values()]);
  }
  expect(lines).toBeGreaterThan(100);
});

const linesOf = (texts: readonly string[]) => texts.join('\n').split('\n').length;

test.each([
  ['another provider', 'provider = "mysql"', 'has provider = "mysql": Prismosaic works with PostgreSQL only'],
  [
    'relations without foreign keys',
    'provider = "postgresql"\n  relationMode = "prisma"',
    'has relationMode = "prisma": Prismosaic works with foreign keys',
  ],
  [
    'several Postgres schemas',
    'provider = "postgresql"\n  schemas = ["a", "b"]',
    'has several Postgres schemas',
  ],
])('%s is refused', (_, lines, message) => {
  expect(() => adopt(`datasource db {\n  ${lines}\n}\n`)).toThrow(message);
});
