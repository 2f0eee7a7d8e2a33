import { Logger } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { Client, type ClientConfig, escapeIdentifier, type Pool } from 'pg';
import type { DatabaseTarget } from './database-target';

/** Prisma's driver, with access to its connection pool. */
export class PostgresAdapter extends PrismaPg {
  private pool?: Pool;

  override async connect(): Promise<Awaited<ReturnType<PrismaPg['connect']>>> {
    const connected = await super.connect();
    this.pool = connected.underlyingDriver();
    return connected;
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
