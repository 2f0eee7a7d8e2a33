import { Logger } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { escapeIdentifier } from 'pg';
import type { DatabaseTarget } from './database-target';

/** The driver for a target. It connects at the first query, and a connection that breaks while idle is replaced. */
export function postgresAdapter(target: DatabaseTarget): PrismaPg {
  const logger = new Logger('Database');
  return new PrismaPg(
    {
      connectionString: target.connectionString,
      max: target.connections,
      connectionTimeoutMillis: target.connectTimeoutMs,
    },
    {
      // Prisma puts quotes around the name as it is; quotes inside it are ours to double.
      schema: target.schema && escapeIdentifier(target.schema).slice(1, -1),
      onPoolError: (error) => logger.warn(`lost a connection to ${target.description}: ${error.message}`),
    },
  );
}
