import { expect, test } from '@jest/globals';
import { adviceFor, formatAdvice } from './advice';
import { historyState, type MigrationFacts, type Structures, structureState } from './state';

const place = {
  prisma: 'npx prisma',
  migrations: 'prisma/migrations',
  schemaFolder: 'prisma/schema',
  embedded: false,
  nextName: '20200104000000_as_pushed',
};

/** Migrations in the folder and in the database: `a`, `a!` failed, `a?` not finished, `a*` with another text. */
function facts(written: string, recorded: string, more: Partial<MigrationFacts> = {}): MigrationFacts {
  const words = (text: string) => text.split(' ').filter(Boolean);
  return {
    written: words(written).map((name) => ({ name, checksums: [name, `${name} with other line ends`] })),
    recorded: words(recorded).map((word) => {
      const name = word.replace(/[!?*]$/, '');
      const checksum = word.endsWith('*') ? 'other' : name;
      return { name, checksum, finished: !/[!?]$/.test(word), logs: word.endsWith('!') ? 'ERROR: no' : null };
    }),
    applying: false,
    hasTables: recorded !== '',
    structure: '',
    ...more,
  };
}

test.each([
  ['', '', { kind: 'even' }],
  ['a b', 'a b', { kind: 'even' }],
  ['a b', 'a', { kind: 'pending', pending: ['b'] }],
  ['a b c', 'a c', { kind: 'pending', pending: ['b'] }],
  ['a', 'a b', { kind: 'ahead', missing: ['b'] }],
  ['a c', 'a b', { kind: 'diverged', missing: ['b'], pending: ['c'] }],
  ['a b', 'a*', { kind: 'edited', migration: 'a', checksum: 'other' }],
  ['a b', 'a b?', { kind: 'failed', migration: 'b', logs: null, written: true }],
  ['a c', 'a b!', { kind: 'failed', migration: 'b', logs: 'ERROR: no', written: false }],
  ['a b', 'a* b!', { kind: 'failed', migration: 'b', logs: 'ERROR: no', written: true }],
])('in the folder %j, in the database %j', (written, recorded, expected) => {
  expect(historyState(facts(written, recorded))).toEqual(expected);
});

test('tables without a history, an empty database, and a migration that runs', () => {
  expect(historyState(facts('a', '', { hasTables: true })).kind).toBe('unrecorded');
  expect(historyState(facts('a', '')).kind).toBe('pending');
  expect(historyState(facts('a', 'a?', { applying: true }))).toEqual({ kind: 'applying', migration: 'a' });
});

const structures: [Structures, string][] = [
  [{ databaseIsSchema: true, migrationsMakeSchema: true }, 'in-sync'],
  [{ databaseIsSchema: true, migrationsMakeSchema: false }, 'unwritten'],
  [{ databaseIsSchema: true, migrationsMakeSchema: false, databaseIsMigrated: false }, 'unwritten'],
  [{ databaseIsSchema: true, migrationsMakeSchema: false, databaseIsMigrated: true }, 'in-sync'],
  [{ databaseIsSchema: true }, 'in-sync'],
  [{ databaseIsSchema: false, migrationsMakeSchema: true }, 'drifted'],
  [{ databaseIsSchema: false, migrationsMakeSchema: false, databaseIsMigrated: true }, 'behind'],
  [{ databaseIsSchema: false, migrationsMakeSchema: false, databaseIsMigrated: false }, 'drifted'],
  [{ databaseIsSchema: false }, 'behind'],
];
test.each(structures)('structures %j', (given, kind) => {
  expect(structureState(given, true)).toEqual({ kind });
});

test('a project that uses only `db push` needs no migrations', () => {
  expect(structureState({ databaseIsSchema: true }, false)).toEqual({ kind: 'in-sync' });
});

test('advises `migrate dev` only where it does not ask for a reset', () => {
  const states = [
    ...['a b/a', 'a/a b', 'a c/a b', 'a/a*', 'a/a?', 'a/a!'].map((pair) => {
      const [written = '', recorded = ''] = pair.split('/');
      return historyState(facts(written, recorded));
    }),
    { kind: 'unwritten' as const },
    { kind: 'drifted' as const },
  ];
  for (const state of states) {
    if (state.kind === 'even') throw new Error('each of these needs attention');
    for (const embedded of [true, false]) {
      const { commands } = adviceFor(state, { ...place, embedded });
      expect(commands.join('\n')).not.toMatch(/migrate (dev|reset)/);
    }
  }
  expect(formatAdvice(adviceFor({ kind: 'behind' }, place))).toBe(
    'The database is behind the schema: npx prisma migrate dev --name <what-changed>',
  );
});
