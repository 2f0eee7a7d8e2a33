import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresServer } from './postgres-server';

/** What may be killed while a command runs. */
export const VICTIMS = ['engine', 'engine by SIGTERM', 'command line', 'connection', 'server'] as const;
export type Victim = (typeof VICTIMS)[number];

/** Kills, if there is anything to kill yet or still. */
export async function kill(
  victim: Victim,
  child: ChildProcess,
  server: PostgresServer,
  database: string,
): Promise<void> {
  if (victim === 'command line') child.kill('SIGKILL');
  else if (victim === 'server') await server.crash();
  else if (victim === 'connection') {
    await server.query(
      'postgres',
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`,
    );
  } else {
    for (const pid of childrenOf(child.pid)) signal(pid, victim === 'engine' ? 'SIGKILL' : 'SIGTERM');
  }
}

/** Waits until the command line has started an engine, or has ended. */
export async function engineStarted(child: ChildProcess): Promise<void> {
  while (child.exitCode === null && childrenOf(child.pid).length === 0) await pause(10);
}

/** Waits until no session is left in that database. */
export async function settled(server: PostgresServer, database: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  const busy = `SELECT 1 FROM pg_stat_activity WHERE datname = '${database}'`;
  while ((await server.query('postgres', busy)).length > 0) {
    if (Date.now() > deadline) throw new Error('A session of a dead command still runs.');
    await pause(50);
  }
}

/** Waits until a migration sleeps: the command is in the middle of its work. */
export async function asleep(server: PostgresServer, database: string): Promise<void> {
  const sleeping = `SELECT 1 FROM pg_stat_activity WHERE datname LIKE '${database}' AND wait_event = 'PgSleep'`;
  const deadline = Date.now() + 30_000;
  while ((await server.query('postgres', sleeping)).length === 0) {
    if (Date.now() > deadline) throw new Error('The migration never reached its slow part.');
    await pause(20);
  }
}

/**
 * How many databases have a name like that: also those that are being created, which continues when no client waits
 * for it.
 */
export async function databasesLike(server: PostgresServer, name: string): Promise<number> {
  const rows = await server.query(
    'postgres',
    `SELECT FROM pg_database WHERE datname LIKE '${name}' UNION ALL
     SELECT FROM pg_stat_activity WHERE query LIKE 'CREATE DATABASE "${name}' AND state = 'active'`,
  );
  return rows.length;
}

/** Waits until no database has a name like that. */
export async function dropped(server: PostgresServer, database: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while ((await databasesLike(server, database)) > 0) {
    if (Date.now() > deadline) throw new Error(`A database like ${database} is left.`);
    await pause(50);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has already ended.
  }
}

/** The processes that a process has started, by the system's own list. */
function childrenOf(parent: number | undefined): number[] {
  return fs.readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      const [, after = ''] = fs.readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ');
      return Number(after.split(' ')[1]) === parent ? [Number(entry)] : [];
    } catch {
      return [];
    }
  });
}
