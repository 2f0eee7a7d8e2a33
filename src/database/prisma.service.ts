import { Injectable, Optional } from '@nestjs/common';
import { databaseTarget, type PostgresAdapter, postgresAdapter } from '@prismosaic/nestjs';
import { PrismaClient } from './client/client';

/**
 * The client of the default database: inject it and use `prisma.<model>`. The one file of the runtime that knows the
 * generated client.
 */
@Injectable()
export class PrismaService extends PrismaClient {
  /** Where it connects to: `host:port/database`. */
  readonly description: string;
  readonly adapter: PostgresAdapter;

  /**
   * @param url @default DATABASE_URL, read here and not at import: tests set it in between
   * @throws SetupError when it is missing or can't be read
   */
  constructor(@Optional() url: string | undefined = process.env.DATABASE_URL) {
    const target = databaseTarget(url, 'DATABASE_URL');
    const adapter = postgresAdapter(target);
    super({ adapter });
    this.adapter = adapter;
    this.description = target.description;
  }
}
