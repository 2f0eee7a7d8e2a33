import { ColumnTypeEnum, type SqlDriverAdapter, type SqlQuery } from '@prisma/driver-adapter-utils';
import { UserFacingError } from '../errors/user-facing-error';

const SETUP = /^SELECT EXISTS\(SELECT 1 FROM pg_namespace WHERE nspname = \$1\), version\(\)/;

/**
 * Replaces the connection of a command that needs no database. The engine asks one question when it starts: whether
 * its schema exists, and which version the server has. Any other question means that the command needs a database
 * after all.
 */
export function offlineAdapter(schemaName = 'public'): SqlDriverAdapter {
  const refuse = (what: string) =>
    Promise.reject(new UserFacingError(undefined, `This command needs a database connection (${what}).`));
  return {
    provider: 'postgres',
    adapterName: 'prismosaic-schema-engine-offline',
    getConnectionInfo: () => ({ schemaName, supportsRelationJoins: false }),
    queryRaw: async (query: SqlQuery) =>
      SETUP.test(query.sql)
        ? {
            columnNames: ['exists', 'version', 'numeric_version'],
            columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
            rows: [[true, 'PostgreSQL 18.0', 180000]],
          }
        : refuse(query.sql),
    executeRaw: (query) => refuse(query.sql),
    executeScript: refuse,
    startTransaction: () => refuse('BEGIN'),
    dispose: async () => undefined,
  };
}
