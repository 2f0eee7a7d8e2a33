import { FIRST, MIGRATED, POST, POST_SQL, SECOND, USER, USER_SQL } from '../../material';
import { type Situation } from '../../situation';

const run = 'migrate dev --name next';
const ROW = `INSERT INTO "User" (name) VALUES ('kept')`;
const NAMES = 'SELECT name FROM "User"';
const WITHOUT_NAME = 'model User {\n  id Int @id @default(autoincrement())\n}\n';

/** Rows that a change would lose or keep. */
export const situations: Situation[] = [
  {
    ...MIGRATED,
    situation: 'a change that cannot be executed on the rows: refused, with the reason',
    before: ROW,
    schema: USER.replace('String?', 'String?\n  age  Int'),
    run,
    status: 1,
    shows: ['Added the required column `age`', 'changes that cannot be executed', '--create-only'],
    folders: [FIRST],
  },
  {
    ...MIGRATED,
    situation: 'a change that cannot be executed on the rows, --create-only: written with a warning',
    before: ROW,
    schema: USER.replace('String?', 'String?\n  age  Int'),
    run: `${run} --create-only`,
    shows: ['without applying it'],
    wrote: { 'prisma/migrations/*/migration.sql': 'Added the required column `age`' },
  },
  {
    ...MIGRATED,
    situation: 'data would be lost: yes in the terminal',
    before: ROW,
    schema: WITHOUT_NAME,
    run,
    typed: [['Are you sure you want', 'y']],
    shows: ['drop the column `name`', 'now in sync'],
    rows: ['SELECT * FROM "User"', [{ id: 1 }]],
  },
  {
    ...MIGRATED,
    situation: 'data would be lost: no in the terminal',
    before: ROW,
    schema: WITHOUT_NAME,
    run,
    typed: [['Are you sure you want', 'n']],
    status: 130,
    shows: ['Migration cancelled'],
    rows: [NAMES, [{ name: 'kept' }]],
    folders: [FIRST],
  },
  {
    ...MIGRATED,
    situation: 'data would be lost, no terminal',
    before: ROW,
    schema: WITHOUT_NAME,
    run,
    status: 1,
    shows: ['drop the column `name`', 'non-interactive', 'migrate deploy'],
    folders: [FIRST],
  },
  {
    ...MIGRATED,
    situation: 'a new required column with a default keeps the rows',
    before: ROW,
    schema: USER.replace('String?', 'String?\n  age  Int @default(7)'),
    run,
    rows: ['SELECT name, age FROM "User"', [{ name: 'kept', age: 7 }]],
  },
  {
    ...MIGRATED,
    situation: 'a migration with rows in it is applied with them',
    migrations: {
      [FIRST]: USER_SQL,
      [SECOND]: `${POST_SQL} INSERT INTO "User" (name) VALUES ('by migration');`,
    },
    schema: USER + POST,
    run,
    rows: [NAMES, [{ name: 'by migration' }]],
  },
];
