import { beginningsOf } from '../../beginnings';
import { FIRST, FOLDER, MIGRATED, POST, USER, USER_SQL } from '../../material';
import { head, type Situation } from '../../situation';

const run = 'migrate dev --name next';
const NEXT = /_next$/;

/** How it is called and configured. */
export const situations: Situation[] = [
  ...beginningsOf({ run, help: ['Usage', '--create-only'] }),
  {
    situation: 'a schema without models: nothing to do',
    run: 'migrate dev',
    shows: ['Already in sync'],
    folders: [],
  },
  {
    situation: 'the first migration',
    everyServer: true,
    schema: USER,
    run,
    out: ['now in sync with your schema'],
    tables: ['public.User'],
    history: [NEXT],
    folders: [NEXT],
    wrote: {
      'prisma/migrations/*/migration.sql': 'CREATE TABLE "User"',
      'prisma/migrations/migration_lock.toml': 'provider = "postgresql"',
    },
  },
  {
    ...FOLDER,
    situation: 'the schema is a folder',
    files: { 'prisma/schema/a.prisma': `${head()}${USER}`, 'prisma/schema/b.prisma': POST },
    run,
    shows: ['now in sync'],
    tables: ['public.Post', 'public.User'],
  },
  {
    situation: 'the name is converted for a folder',
    schema: USER,
    run: "migrate dev --name 'Add Users/Now'",
    folders: [/^\d{14}_add_users_now$/],
  },
  {
    situation: 'a long name is cut',
    schema: USER,
    run: `migrate dev --name ${'n'.repeat(250)}`,
    folders: [/^\d{14}_n{200}$/],
  },
  {
    situation: 'the name is typed',
    schema: USER,
    run: 'migrate dev',
    typed: [['Enter a name', 'typed\r']],
    folders: [/_typed$/],
    history: [/_typed$/],
  },
  {
    situation: '--create-only writes and applies nothing; the next run applies it as it was edited',
    schema: USER,
    run: 'migrate dev --name draft --create-only',
    shows: ['without applying it'],
    tables: [],
    folders: [/_draft$/],
    next: [
      { run: 'migrate dev', shows: ['_draft', 'now in sync'], tables: ['public.User'], history: [/_draft$/] },
    ],
  },
  {
    situation: '--create-only without a change: an empty migration',
    run: 'migrate dev --name draft --create-only',
    shows: ['without applying it'],
    wrote: { 'prisma/migrations/*/migration.sql': 'This is an empty migration.' },
  },
  {
    ...MIGRATED,
    situation: 'does not seed: that is a separate command in Prisma 7',
    config: "migrations: { path: 'prisma/migrations', seed: 'node seed.js' }",
    files: { 'seed.js': "require('node:fs').writeFileSync('sown', '');" },
    run,
    wrote: { sown: null },
  },
  {
    situation: 'a configured shadow database',
    schema: USER,
    migrations: { [FIRST]: USER_SQL },
    shadow: (address) => address,
    run,
    shows: ['now in sync'],
    tables: ['public.User'],
    rows: [
      "SELECT datname FROM pg_database WHERE datname LIKE 'prisma_migrate_shadow%' AND pg_catalog.pg_get_userbyid(datdba) = 'nobody'",
      [],
    ],
  },
  {
    situation: 'the shadow database is the main one: refused',
    schema: USER,
    url: (address) => address,
    migrations: { [FIRST]: USER_SQL },
    shadow: (address) => address.replace(/_shadow$/, ''),
    run,
    status: 1,
    err: ['same as the main database'],
    tables: [],
  },
  {
    situation: '--url instead of the configured URL',
    schema: USER,
    url: () => undefined,
    run: `${run} --url postgresql://me:pw@127.0.0.1:1/other`,
    status: 1,
    err: ['P1001', '127.0.0.1:1'],
  },
  {
    situation: 'a URL of another database: P1013',
    schema: USER,
    url: () => 'mysql://me:pw@h/db',
    run,
    status: 1,
    err: ['P1013'],
  },
  {
    situation: "an invalid database URL: P1013 in Prisma's words",
    schema: USER,
    url: () => 'nonsense',
    run,
    status: 1,
    err: ['P1013', 'The scheme is not recognized in database URL'],
  },
  {
    situation: 'migrations elsewhere, by the configuration',
    schema: USER,
    config: "migrations: { path: 'db/steps' }",
    run,
    shows: ['db/steps'],
    folders: [],
    history: [NEXT],
  },
];
