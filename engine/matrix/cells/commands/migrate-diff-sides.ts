import assert from 'node:assert/strict';
import { type Bench, type Cell, expectResult } from '../../cell';

const command = 'migrate diff';

/** Each side has its own table, so the script shows what was compared with what. */
const SIDES: Record<string, { flags: string[]; table?: string }> = {
  empty: { flags: ['empty'] },
  schema: { flags: ['schema', 'prisma/schema.prisma'], table: 'InSchema' },
  migrations: { flags: ['migrations', 'prisma/migrations'], table: 'InMigrations' },
  'config-datasource': { flags: ['config-datasource'], table: 'InDatabase' },
};

const flagsOf = (way: 'from' | 'to', side: string): string[] => {
  const [flag, ...values] = SIDES[side]?.flags ?? [];
  return [`--${way}-${flag}`, ...values];
};

/** Compares them; afterwards the main database is as before, and no shadow database is left. */
async function compare(bench: Bench, from: string, to: string, shadowUrl?: string): Promise<void> {
  await bench.query('CREATE TABLE IF NOT EXISTS "InDatabase" (id int PRIMARY KEY)');
  const project = bench.project('model InSchema {\n  id Int @id\n}\n', { shadowUrl });
  project.migration('20200101000000_one', 'CREATE TABLE "InMigrations" (id int PRIMARY KEY);');
  const args = ['migrate', 'diff', ...flagsOf('from', from), ...flagsOf('to', to)];
  const result = await project.prisma([...args, '--script', '--exit-code']);
  const statements = [
    ...named(SIDES[to]?.table, (table) => new RegExp(`CREATE TABLE ("public"\\.)?"${table}"`)),
    ...named(SIDES[from]?.table, (table) => new RegExp(`DROP TABLE ("public"\\.)?"${table}"`)),
  ];
  expectResult(result, from === to ? 0 : 2, ...(from === to ? [/empty migration/] : statements));
  assert.deepEqual(await bench.tables(), ['public.InDatabase']);
}

function named<Value>(table: string | undefined, make: (table: string) => Value): Value[] {
  return table === undefined ? [] : [make(table)];
}

const names = Object.keys(SIDES);
const pairs = names
  .flatMap((from) => names.map((to): [string, string] => [from, to]))
  .filter(([from, to]) => from !== 'empty' || to !== 'empty');
const replayed = pairs.filter((pair) => pair.includes('migrations'));

export const cells: Cell[] = [
  ...pairs.map(
    ([from, to]): Cell => ({
      command,
      situation: `--from-${from} --to-${to} --script --exit-code`,
      anyServer: true,
      run: (bench) => compare(bench, from, to),
    }),
  ),
  {
    command,
    situation: 'each pair with migrations, in a configured shadow database',
    anyServer: true,
    async run(bench) {
      const shadow = `${bench.database}_shadow`;
      await bench.server.createDatabase(shadow);
      for (const [from, to] of replayed) {
        await compare(bench, from, to, bench.server.url(shadow));
        const seen = await bench.server.query(
          shadow,
          `SELECT 1 FROM pg_tables WHERE tablename = 'InMigrations'`,
        );
        assert.equal(seen.length, 1);
        await bench.server.query(shadow, 'DROP TABLE "InMigrations"');
      }
    },
  },
];
