/** What many situations start with: models, and the scripts that create them. */
export const USER = 'model User {\n  id   Int     @id @default(autoincrement())\n  name String?\n}\n';
export const USER_SQL =
  'CREATE TABLE "User" ("id" SERIAL NOT NULL, "name" TEXT, CONSTRAINT "User_pkey" PRIMARY KEY ("id"));';
export const POST = 'model Post {\n  id Int @id @default(autoincrement())\n}\n';
export const POST_SQL =
  'CREATE TABLE "Post" ("id" SERIAL NOT NULL, CONSTRAINT "Post_pkey" PRIMARY KEY ("id"));';
export const FIRST = '20210101000000_first';
export const SECOND = '20210102000000_second';

/** A history of one migration, in the folder and in the database. */
export const MIGRATED = {
  schema: USER,
  migrations: { [FIRST]: USER_SQL },
  recorded: { [FIRST]: 'applied' },
} as const;

/** The same, and a second one that is not applied. */
export const ONE_BEHIND = {
  schema: USER + POST,
  migrations: { [FIRST]: USER_SQL, [SECOND]: POST_SQL },
  recorded: { [FIRST]: 'applied' },
} as const;

/** A second migration that started and did not finish. */
export const HALF_WAY = {
  schema: USER,
  migrations: { [FIRST]: USER_SQL, [SECOND]: 'SELECT this does not work;' },
  recorded: { [FIRST]: 'applied', [SECOND]: 'failed' },
} as const;

/** A configuration without any database. */
export const NO_DATASOURCE = 'datasource: undefined';
/** A database URL where no server answers. */
export const NO_SERVER = () => 'postgresql://me:pw@127.0.0.1:1/shop';

/** Two files in a folder instead of one file. */
export const FOLDER = {
  schema: null,
  config: "schema: 'prisma/schema'",
} as const;
