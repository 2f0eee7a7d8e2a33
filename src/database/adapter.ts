import { Logger } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
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
      schema: target.schema,
      onPoolError: (error) => logger.warn(`lost a connection to ${target.description}: ${error.message}`),
    },
  );
}
