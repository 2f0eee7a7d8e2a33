import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Pool } from 'pg';
import { emptyTables } from '../build/testing';
import { beginTest, closeSessions, endTest } from '../build/testing/rollback/pools';
import { prepareWorkerSchemas } from '../build/worker-schemas';
import { availableBinaries } from '../engine/testing/binaries';
import { PostgresServer } from '../engine/testing/postgres-server';
import { fiftyTables, tables } from './fifty-tables';
import { interleave, printTable, showTime } from './measure';

const rows = `INSERT INTO "Model1" (name, email) VALUES ('a', 'a'), ('b', 'b');
  INSERT INTO "Model2" (name, email, "previousId") SELECT name, email, id FROM "Model1";
  INSERT INTO "Model3" (name, email, "previousId") SELECT name, email, id FROM "Model2" LIMIT 1`;

/** Compares the clean-up after a test of five rows in three tables: rolled back, emptied, and every table truncated. */
export async function bench(): Promise<void> {
  const [binaries] = availableBinaries();
  if (binaries === undefined) throw new Error('There is no PostgreSQL.');
  const server = await PostgresServer.start(binaries);
  const migrations = fs.mkdtempSync(path.join(os.tmpdir(), 'prismosaic-bench-'));
  fs.mkdirSync(path.join(migrations, '1_all'));
  fs.writeFileSync(path.join(migrations, '1_all', 'migration.sql'), fiftyTables());
  await server.createDatabase('bench');
  const url = server.url('bench');
  const { urls } = await prepareWorkerSchemas({ migrationUrl: url, runtimeUrl: url, workers: 1, migrations });
  const options = '-c search_path=test_1';
  const pool = new Pool({ connectionString: urls[0], options });
  const owner = new Pool({ connectionString: url, options });
  // `end` resolves before its connections are closed, and the server ends them.
  for (const one of [pool, owner]) one.on('error', () => undefined);
  try {
    const names = Array.from({ length: tables }, (_, index) => `"Model${index + 1}"`).join(', ');
    const filled = async (clean: () => Promise<unknown>) => {
      await pool.query(rows);
      return await timed(clean);
    };
    const times = await interleave(40, {
      rollback: async () => {
        beginTest();
        return await filled(endTest);
      },
      emptied: () =>
        filled(() =>
          emptyTables({ $executeRawUnsafe: async (sql) => (await pool.query(sql)).rowCount ?? 0 }),
        ),
      truncated: () => filled(() => owner.query(`TRUNCATE ${names} RESTART IDENTITY`)),
    });
    const ratio = (time: number) => `${(times.truncated / time).toFixed(1)} ×`;
    console.log(`Five rows in 3 of ${tables} tables, PostgreSQL ${binaries.version}; medians of 40.\n`);
    printTable([
      ['way', 'time', 'faster', 'goal'],
      ['rollback', showTime(times.rollback), ratio(times.rollback), '30 ×'],
      ['emptyTables', showTime(times.emptied), ratio(times.emptied), ''],
      [`TRUNCATE of ${tables} tables`, showTime(times.truncated), '1', ''],
    ]);
  } finally {
    await closeSessions();
    await pool.end();
    await owner.end();
    await server.stop();
    fs.rmSync(migrations, { recursive: true });
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
