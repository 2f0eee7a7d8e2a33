import { Logger } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { Client, type ClientConfig, escapeIdentifier, type Pool } from 'pg';
import type { DatabaseTarget } from './database-target';

/** Prisma's driver, with access to its connection pool. */
export class PostgresAdapter extends PrismaPg {
  private pool?: Pool;
  private readonly clients = new Set<object>();

  override async connect(): Promise<Awaited<ReturnType<PrismaPg['connect']>>> {
    const connected = await super.connect();
    this.pool = connected.underlyingDriver();
    this.pool.on('connect', (client) => this.clients.add(client));
    this.pool.on('remove', (client) => this.clients.delete(client));
    return connected;
  }

  /** Cancels the statements that run on its connections now. Returns how many did. */
  async cancelStatements(): Promise<number> {
    const { pool } = this;
    // The driver has it, its types don't.
    const pids = [...this.clients].map((client) => (client as { processID?: number | null }).processID);
    if (pool === undefined || pids.length === 0) return 0;
    const client = new Client({ ...pool.options, connectionTimeoutMillis: 1_000 });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const { rows } = await client.query<{ cancelled: number }>(
        `SELECT count(*) FILTER (WHERE pg_cancel_backend(pid))::int AS cancelled FROM pg_stat_activity
         WHERE pid = ANY ($1::int[]) AND state <> 'idle'`,
        [pids],
      );
      return rows[0]?.cancelled ?? 0;
    } finally {
      await client.end();
    }
  }

  /** How many connections are open. */
  get connections(): number {
    return this.clients.size;
  }

  /** Whether all connections are in use, so that the next query has to wait. */
  get busy(): boolean {
    const { pool } = this;
    return pool !== undefined && pool.idleCount === 0 && pool.totalCount >= pool.options.max;
  }
}

/** The driver for a target. It connects at the first query, and a connection that breaks while idle is replaced. */
export function postgresAdapter(target: DatabaseTarget): PostgresAdapter {
  const logger = new Logger('Database');
  return new PostgresAdapter(
    {
      connectionString: target.connectionString,
      max: target.connections,
      // The pool has one time-out for two waits. This one is for a free connection; the client has the other.
      connectionTimeoutMillis: target.acquireTimeoutMs,
      Client: clientWithin(target.connectTimeoutMs),
    },
    {
      // Prisma puts quotes around the name without escaping it, so double the quotes inside it here.
      schema: target.schema && escapeIdentifier(target.schema).slice(1, -1),
      onPoolError: (error) => logger.warn(`lost a connection to ${target.description}: ${error.message}`),
    },
  );
}

/** A client class with its own connection time-out. */
function clientWithin(connectionTimeoutMillis: number): typeof Client {
  return class extends Client {
    constructor(config?: ClientConfig) {
      super({ ...config, connectionTimeoutMillis });
    }
  };
}
