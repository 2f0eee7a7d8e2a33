import { type Cell, expectMigrated, expectResult } from '../../cell';

const command = 'schema features';

/** A schema that `migrate dev` migrates and then finds in sync: the database has what the schema says. */
function inSync(situation: string, models: string, head?: string): Cell {
  return {
    command,
    situation,
    async run(bench) {
      const project = bench.project(models);
      if (head !== undefined) project.write('prisma/schema.prisma', `${head}\n${models}`);
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'one']), 0, 'now in sync');
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'two']), 0, 'Already in sync');
      await expectMigrated(project);
    },
  };
}

export const cells: Cell[] = [
  inSync(
    'enums, native types, lists, defaults',
    `enum Colour {
  red
  blue @map("dark blue")
  @@map("colour of things")
}
model Types {
  id BigInt @id @default(autoincrement())
  uid String @unique @default(uuid()) @db.Uuid
  gen String @default(dbgenerated("gen_random_uuid()")) @db.Uuid
  c Colour @default(blue)
  cs Colour[] @default([red])
  v String @db.VarChar(20)
  ch String @db.Char(3)
  one String @db.Char(1)
  d Decimal @db.Decimal(10, 2)
  day DateTime @db.Date
  t DateTime @db.Time(3)
  z DateTime @default(now()) @db.Timestamptz(6)
  j Json @default("{\\"a\\": 1}")
  b Bytes
  s Int @db.SmallInt
  f Float @db.Real
  tags String[] @default(["it's", "b"])
  bit String @db.Bit(8)
  ip String @db.Inet
  u DateTime @updatedAt
}`,
  ),
  inSync(
    'composite keys, relations, @map and @@map',
    `model Author {
  first String
  last String
  books Book[]
  @@id([first, last], map: "author key")
  @@map("the authors")
}
model Tag {
  id Int @id
  books Book[]
}
model Book {
  tags Tag[]
  id Int @id @map("book id")
  authorFirst String @map("first")
  authorLast String @map("last")
  author Author @relation(fields: [authorFirst, authorLast], references: [first, last], onDelete: Cascade, onUpdate: Restrict, map: "book to author")
  previousId Int? @unique
  previous Book? @relation("series", fields: [previousId], references: [id], onDelete: SetNull)
  next Book? @relation("series")
  @@unique([authorFirst, id])
}`,
  ),
  inSync(
    'every kind of index',
    `model Things {
  id Int @id
  a String
  b String[]
  j Json
  n Int
  @@index([a, n(sort: Desc)], map: "two ways")
  @@index([a], type: Hash, map: "hash")
  @@index([b], type: Gin)
  @@index([j(ops: JsonbPathOps)], type: Gin)
  @@index([n], type: Brin)
  @@index([a], type: SpGist, map: "pattern")
  @@index([n(ops: Int4MinMaxMultiOps)], type: Brin, map: "ranges")
  ip String @db.Inet
  @@index([ip(ops: InetOps)], type: Gist)
}`,
  ),
  inSync(
    'partial indexes (preview)',
    `model Things {
  id Int @id
  a String
  deleted Boolean @default(false)
  @@unique([a], where: raw("deleted = false"))
  @@index([a], map: "some", where: { deleted: true })
}`,
    'datasource db {\n  provider = "postgresql"\n}\ngenerator client {\n  provider = "prisma-client"\n  output = "../generated"\n  previewFeatures = ["partialIndexes"]\n}\n',
  ),
  inSync(
    '@@schema: tables and enums in several schemas',
    `model One {
  id Int @id
  kind Kind
  twos Two[]
  @@schema("first one")
}
model Two {
  id Int @id
  oneId Int
  one One @relation(fields: [oneId], references: [id])
  @@schema("public")
}
enum Kind {
  a
  @@schema("first one")
}`,
    'datasource db {\n  provider = "postgresql"\n  schemas = ["public", "first one"]\n}\n',
  ),
  {
    command,
    situation: 'a view, in a migration by hand (preview)',
    async run(bench) {
      const project = bench.project('');
      project.write(
        'prisma/schema.prisma',
        'datasource db {\n  provider = "postgresql"\n}\ngenerator client {\n  provider = "prisma-client"\n  output = "../generated"\n  previewFeatures = ["views"]\n}\nmodel A {\n  id Int @id\n}\nview B {\n  id Int @unique\n}\n',
      );
      project.migration(
        '20200101000000_one',
        'CREATE TABLE "A" (id int NOT NULL, CONSTRAINT "A_pkey" PRIMARY KEY (id)); CREATE VIEW "B" AS SELECT id FROM "A";',
      );
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'x']), 0);
      expectResult(await project.prisma(['migrate', 'dev', '--name', 'x']), 0, 'Already in sync');
    },
  },
];
