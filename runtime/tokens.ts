import { Inject } from '@nestjs/common';
import type { DatabaseClient } from './connection';

/** The default database's client, for libraries: inject it as a {@link BasePrismaService}. */
export const PRISMA_SERVICE = 'PRISMA_SERVICE';

/**
 * What every database's client has, whatever its models: for libraries that must not know on which database they run. Each
 * application decides that with `DatabaseModule`.
 */
export interface BasePrismaService extends DatabaseClient {
  $queryRaw<Rows = unknown>(query: TemplateStringsArray, ...values: unknown[]): PromiseLike<Rows>;
  $executeRaw(query: TemplateStringsArray, ...values: unknown[]): PromiseLike<number>;
  $transaction<Result>(
    work: (transaction: Pick<BasePrismaService, '$queryRaw' | '$executeRaw'>) => Promise<Result>,
  ): Promise<Result>;
}

/**
 * The token of a database's client.
 *
 * @param name the database's, as in `DatabaseModule.forRoot({ name })` @default the default database
 */
export function prismaToken(name = 'default'): string {
  return name === 'default' ? PRISMA_SERVICE : `${PRISMA_SERVICE}_${name}`;
}

/**
 * Injects the client of a database by its name: `constructor(@InjectPrisma('inventory') prisma: BasePrismaService)`.
 *
 * @param name @default the default database
 */
export const InjectPrisma = (name?: string): ReturnType<typeof Inject> => Inject(prismaToken(name));
