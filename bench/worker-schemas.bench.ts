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
import { interleave, printTable, showTime } from './measure';

const workers = 8;
const tables = 50;
const database = 'bench';

/** A migration as Prisma writes them: enums, tables, indexes, foreign keys. */
function migration(): string {
  const numbers = Array.from({ length: tables }, (_, index) => index + 1);
  return [
    ...numbers
      .filter((n) => n % 5 === 0)
      .map((n) => `CREATE TYPE "Status${n}" AS ENUM ('DRAFT', 'PUBLISHED', 'ARCHIVED');`),
    ...numbers.map(
      (
        n,
      ) => `CREATE TABLE "Model${n}" ("id" SERIAL NOT NULL, "name" TEXT NOT NULL, "email" TEXT NOT NULL, "note" TEXT,
        "amount" DECIMAL(65,30) NOT NULL DEFAULT 0, "previousId" INTEGER, ${n % 5 === 0 ? `"status" "Status${n}" NOT NULL DEFAULT 'DRAFT',` : ''}
        "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, CONSTRAINT "Model${n}_pkey" PRIMARY KEY ("id"));
      CREATE UNIQUE INDEX "Model${n}_email_key" ON "Model${n}"("email");
      CREATE INDEX "Model${n}_previousId_idx" ON "Model${n}"("previousId");`,
    ),
    ...numbers.slice(1).map(
      (n) => `ALTER TABLE "Model${n}" ADD CONSTRAINT "Model${n}_previousId_fkey" FOREIGN KEY ("previousId")
        REFERENCES "Model${n - 1}"("id") ON DELETE SET NULL ON UPDATE CASCADE;`,
    ),
  ].join('\n');
}

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
  await server.query(database, migration());
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
    fs.writeFileSync(path.join(migrations, '1_all', 'migration.sql'), migration());
    console.log(
      `${workers} worker schemas of ${tables} tables, PostgreSQL ${binaries.version}; medians of 5.\n`,
    );
    await compare(server, binaries, migrations);
  } finally {
    await server.stop();
    fs.rmSync(migrations, { recursive: true });
  }
}
