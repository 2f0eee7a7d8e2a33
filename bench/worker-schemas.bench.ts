import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { prepareWorkerSchemas } from '../build/worker-schemas';
import { availableBinaries, type Binaries } from '../engine/testing/binaries';
import { PASSWORD, PostgresServer } from '../engine/testing/postgres-server';
import { fiftyTables, tables } from './fifty-tables';
import { interleave, printTable, showTime } from './measure';

const workers = 8;
const database = 'bench';

/** What scripts for parallel tests do: dump the migrated schema and restore it under the worker's name. */
async function dumpAndRestore(server: PostgresServer, { folder }: Binaries, worker: number): Promise<void> {
  const schema = `test_${worker}`;
  const env = {
    ...process.env,
    PGPASSWORD: PASSWORD,
    PGHOST: '127.0.0.1',
    PGPORT: String(server.port),
    PGUSER: 'postgres',
  };
  const dump = spawn(path.join(folder, 'pg_dump'), ['--schema-only', '--schema=public', database], { env });
  const restore = spawn(
    path.join(folder, 'psql'),
    ['-q', '-v', 'ON_ERROR_STOP=1', '-o', os.devNull, database],
    {
      env,
      stdio: ['pipe', 'ignore', 'inherit'],
    },
  );
  const rename = new Transform({
    transform: (chunk, _encoding, done) =>
      done(
        null,
        String(chunk).replaceAll('public.', `${schema}.`).replaceAll('SCHEMA public', `SCHEMA ${schema}`),
      ),
  });
  const ended = once(restore, 'close');
  await pipeline(dump.stdout, rename, restore.stdin);
  const [code] = await ended;
  if (code !== 0) throw new Error(`psql exited with ${code}`);
}

async function tableCount(server: PostgresServer): Promise<number> {
  const [row] = await server.query<{ n: number }>(
    database,
    `SELECT count(*)::int AS n FROM pg_tables WHERE schemaname ~ '^test_[1-8]$'`,
  );
  return row?.n ?? 0;
}

async function compare(server: PostgresServer, binaries: Binaries, migrations: string): Promise<void> {
  await server.createDatabase(database);
  await server.query(database, fiftyTables());
  const url = server.url(database);
  const numbers = Array.from({ length: workers }, (_, index) => index + 1);
  const drop = () => dropAll(server, numbers);
  const prepare = () => prepareWorkerSchemas({ migrationUrl: url, runtimeUrl: url, workers, migrations });
  const times = await interleave(5, {
    replay: () => timed(prepare, async () => undefined),
    unchanged: () => timed(prepare, drop),
    inTurn: () =>
      timed(async () => {
        for (const worker of numbers) await dumpAndRestore(server, binaries, worker);
      }, drop),
    atOnce: () =>
      timed(() => Promise.all(numbers.map((worker) => dumpAndRestore(server, binaries, worker))), drop),
  });
  const ratios = (time: number) =>
    [times.replay, times.unchanged].map((ours) => `${(time / ours).toFixed(1)} ×`);
  printTable([
    ['way', 'time', 'first', 'unchanged'],
    ['worker schemas, first time', showTime(times.replay), '1.0', ''],
    ['worker schemas, unchanged', showTime(times.unchanged), '', '1.0'],
    ['pg_dump | psql, in turn', showTime(times.inTurn), ...ratios(times.inTurn)],
    ['pg_dump | psql, all at once', showTime(times.atOnce), ...ratios(times.atOnce)],
  ]);
}

async function dropAll(server: PostgresServer, numbers: readonly number[]): Promise<void> {
  const made = await tableCount(server);
  if (made !== workers * tables) throw new Error(`${made} tables were created, not ${workers * tables}`);
  for (const worker of numbers)
    await server.query(
      database,
      `DROP SCHEMA test_${worker} CASCADE; DROP SCHEMA IF EXISTS test_${worker}_reset CASCADE`,
    );
}

/** The time of `work`, in ms. `clear` does not count; it empties the database for the next measurement. */
async function timed(work: () => Promise<unknown>, clear: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  const time = performance.now() - began;
  await clear();
  return time;
}

/** Compares the setup of 8 worker schemas of 50 tables with one `pg_dump | psql` for each. */
export async function bench(): Promise<void> {
  const binaries = availableBinaries().find(({ folder }) =>
    ['pg_dump', 'psql', 'initdb'].every((program) => fs.existsSync(path.join(folder, program))),
  );
  if (binaries === undefined) {
    console.log('Skipped: there is no PostgreSQL with pg_dump and psql in /usr/lib/postgresql.');
    return;
  }
  const migrations = fs.mkdtempSync(path.join(os.tmpdir(), 'prismosaic-bench-'));
  const server = await PostgresServer.start(binaries);
  try {
    fs.mkdirSync(path.join(migrations, '1_all'));
    fs.writeFileSync(path.join(migrations, '1_all', 'migration.sql'), fiftyTables());
    console.log(
      `${workers} worker schemas of ${tables} tables, PostgreSQL ${binaries.version}; medians of 5.\n`,
    );
    await compare(server, binaries, migrations);
  } finally {
    await server.stop();
    fs.rmSync(migrations, { recursive: true });
  }
}
