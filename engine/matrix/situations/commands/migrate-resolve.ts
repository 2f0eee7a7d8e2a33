import { beginningsOf } from '../beginnings';
import { FIRST, HALF_WAY, MIGRATED, SECOND, USER, USER_SQL } from '../material';
import type { Situation } from '../situation';

export const situations: Situation[] = [
  ...beginningsOf({ run: `migrate resolve --applied ${FIRST}`, help: ['--applied', '--rolled-back'] }),
  {
    situation: 'neither option',
    schema: USER,
    run: 'migrate resolve',
    status: 1,
    shows: ['--applied', '--rolled-back', 'must be part of the command'],
  },
  {
    situation: 'both options',
    schema: USER,
    run: `migrate resolve --applied ${FIRST} --rolled-back ${SECOND}`,
    status: 1,
    shows: ['not both'],
  },
  {
    situation: '--applied without a name',
    schema: USER,
    run: 'migrate resolve --applied=',
    status: 1,
    shows: ['must be part of the command'],
  },
  {
    ...HALF_WAY,
    situation: '--applied: no such migration: P3017',
    run: 'migrate resolve --applied nowhere',
    status: 1,
    err: ['P3017', 'The migration nowhere could not be found'],
    history: [FIRST, `${SECOND}!`],
  },
  {
    ...MIGRATED,
    situation: '--applied: it is already: P3008',
    run: `migrate resolve --applied ${FIRST}`,
    status: 1,
    err: ['P3008', FIRST],
    history: [FIRST],
  },
  {
    ...HALF_WAY,
    situation: '--applied: one that failed',
    everyServer: true,
    run: `migrate resolve --applied ${SECOND}`,
    shows: [SECOND, 'marked as applied'],
    history: [FIRST, `${SECOND}-`, SECOND],
  },
  {
    situation: '--applied on a database without a history: a baseline',
    schema: USER,
    migrations: { [FIRST]: USER_SQL },
    sql: USER_SQL,
    run: `migrate resolve --applied ${FIRST}`,
    shows: ['marked as applied'],
    history: [FIRST],
    next: [{ run: 'migrate status', shows: ['up to date'] }],
  },
  {
    ...HALF_WAY,
    situation: '--rolled-back: no such migration: P3011',
    run: 'migrate resolve --rolled-back nowhere',
    status: 1,
    err: ['P3011', '`nowhere`'],
  },
  {
    ...MIGRATED,
    situation: '--rolled-back: it has not failed: P3012',
    run: `migrate resolve --rolled-back ${FIRST}`,
    status: 1,
    err: ['P3012', FIRST],
    history: [FIRST],
  },
  {
    ...HALF_WAY,
    situation: '--rolled-back: one that failed',
    run: `migrate resolve --rolled-back ${SECOND}`,
    shows: ['marked as rolled back'],
    history: [FIRST, `${SECOND}-`],
  },
  {
    ...HALF_WAY,
    situation: '--rolled-back: twice is the same as once',
    run: `migrate resolve --rolled-back ${SECOND}`,
    next: [
      {
        run: `migrate resolve --rolled-back ${SECOND}`,
        shows: ['marked as rolled back'],
        history: [FIRST, `${SECOND}-`],
      },
    ],
  },
  {
    situation: '--rolled-back on a database without a history',
    schema: USER,
    migrations: { [FIRST]: USER_SQL },
    run: `migrate resolve --rolled-back ${FIRST}`,
    status: 1,
    shows: [/P3011|P1014|does not exist/],
  },
  {
    ...HALF_WAY,
    situation: 'a failed one that was fixed by hand: resolved, and deploy continues',
    run: `migrate resolve --rolled-back ${SECOND}`,
    next: [
      {
        edit: { [`prisma/migrations/${SECOND}/migration.sql`]: 'SELECT 1;' },
        run: 'migrate deploy',
        shows: ['successfully applied'],
        history: [FIRST, `${SECOND}-`, SECOND],
      },
    ],
  },
];
