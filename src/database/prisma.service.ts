import { Injectable } from '@nestjs/common';
import { postgresAdapter } from './adapter';
import { PrismaClient } from './client/client';
import { databaseTarget } from './database-target';

/**
 * The client of the default database: inject it and use `prisma.<model>`. The one file of the runtime that knows the
 * generated client.
 */
@Injectable()
export class PrismaService extends PrismaClient {
  /** Where it connects to: `host:port/database`. */
  readonly description: string;

  /** @throws SetupError when DATABASE_URL is missing or can't be read. Read here, not at import: tests set it in between. */
  constructor() {
    const target = databaseTarget(process.env.DATABASE_URL, 'DATABASE_URL');
    super({ adapter: postgresAdapter(target) });
    this.description = target.description;
  }
}
