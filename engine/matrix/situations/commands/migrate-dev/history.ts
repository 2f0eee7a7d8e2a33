import { FIRST, HALF_WAY, MIGRATED, ONE_BEHIND, POST, SECOND, USER, USER_SQL } from '../../material';
import { type Situation } from '../../situation';

const run = 'migrate dev --name next';
const NEXT = /_next$/;
const ROW = `INSERT INTO "User" (name) VALUES ('kept')`;
const NAMES = 'SELECT name FROM "User"';
const EDITED = { [`prisma/migrations/${FIRST}/migration.sql`]: `${USER_SQL} -- edited` };

/** What is in the folder and in the database before. */
export const situations: Situation[] = [
  {
    situation: 'after db push there is no history: reports that a reset is needed, and does nothing',
    schema: USER,
    sql: USER_SQL,
    before: ROW,
    run,
    status: 130,
    shows: ['Drift detected', 'Added tables', 'User', 'prisma migrate reset'],
    rows: [NAMES, [{ name: 'kept' }]],
    folders: [],
  },
  {
    ...MIGRATED,
    situation: 'an applied one was edited',
    before: ROW,
    edit: EDITED,
    run,
    status: 130,
    shows: [FIRST, 'was modified after it was applied', 'prisma migrate reset'],
    rows: [NAMES, [{ name: 'kept' }]],
  },
  {
    ...MIGRATED,
    situation: 'an applied one was edited, and a draft waits',
    edit: { ...EDITED, [`prisma/migrations/${SECOND}/migration.sql`]: '' },
    run,
    status: 130,
    shows: ['was modified after it was applied'],
    history: [FIRST],
  },
  {
    ...MIGRATED,
    situation: 'an applied one was removed, and a draft waits',
    edit: { [`prisma/migrations/${FIRST}`]: null, [`prisma/migrations/${SECOND}/migration.sql`]: '' },
    run,
    status: 130,
    shows: ['diverge from the local migrations directory', 'prisma migrate reset'],
    tables: ['public.User'],
  },
  {
    situation: 'a migration does not apply: P3006 with the line, nothing done',
    schema: USER,
    migrations: { [FIRST]: 'SELECT 1;\nKREATE BROKEN;' },
    run,
    status: 1,
    err: ['P3006', FIRST, 'KREATE BROKEN'],
    tables: [],
  },
  {
    ...HALF_WAY,
    situation: 'one failed in the database, and does not apply',
    run,
    status: 1,
    err: ['P3006', SECOND],
  },
  {
    ...HALF_WAY,
    situation: 'one failed in the database, and would apply now',
    migrations: { [FIRST]: USER_SQL, [SECOND]: 'SELECT 1;' },
    run,
    status: 130,
    shows: [SECOND, 'failed', 'prisma migrate reset'],
  },
  {
    ...MIGRATED,
    situation: 'an applied one was edited to something broken: P3006',
    edit: { [`prisma/migrations/${FIRST}/migration.sql`]: 'KREATE BROKEN;' },
    run,
    status: 1,
    err: ['P3006', FIRST],
  },
  {
    ...ONE_BEHIND,
    situation: 'one is not applied: it is applied, and no other is created',
    run,
    out: [SECOND, 'now in sync'],
    history: [FIRST, SECOND],
    folders: [FIRST, SECOND],
  },
  {
    ...ONE_BEHIND,
    situation: 'one is not applied, and the schema has more: both',
    schema: `${USER}${POST}model Third {\n  id Int @id\n}\n`,
    run,
    history: [FIRST, SECOND, NEXT],
    tables: ['public.Post', 'public.Third', 'public.User'],
  },
  {
    ...MIGRATED,
    situation: 'the lock file is for another database: P3019',
    edit: { 'prisma/migrations/migration_lock.toml': 'provider = "sqlite"\n' },
    run,
    status: 1,
    err: ['P3019'],
  },
];
