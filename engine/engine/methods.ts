import type * as Wasm from '@prisma/schema-engine-wasm';
import { checkConnection, createDatabase } from '../connection/maintenance';
import { UserFacingError } from '../errors/user-facing-error';
import { diff } from './diff';
import { applyMigrations, createMigration, evaluateDataLoss } from './new-migration';
import type { EngineSession } from './session';

type Located = { datasource?: Wasm.DatasourceParam };

/** What Prisma's command line asks of a schema engine: the name of each method, and its parameters. */
export interface Parameters {
  applyMigrations: Wasm.ApplyMigrationsInput;
  createDatabase: Wasm.CreateDatabaseParams;
  createMigration: Wasm.CreateMigrationInput;
  dbExecute: Wasm.DbExecuteParams;
  debugPanic: undefined;
  devDiagnostic: Wasm.DevDiagnosticInput;
  diagnoseMigrationHistory: Wasm.DiagnoseMigrationHistoryInput;
  diff: Wasm.DiffParams;
  ensureConnectionValidity: Located | undefined;
  evaluateDataLoss: Wasm.EvaluateDataLossInput;
  getDatabaseVersion: Located | undefined;
  introspect: Wasm.IntrospectParams;
  introspectSql: Wasm.IntrospectSqlParams;
  markMigrationApplied: Wasm.MarkMigrationAppliedInput;
  markMigrationRolledBack: Wasm.MarkMigrationRolledBackInput;
  reset: Wasm.ResetInput;
  schemaPush: Wasm.SchemaPushInput;
}

export type Method = keyof Parameters;

type Methods = { [M in Method]: (session: EngineSession, parameters: Parameters[M]) => Promise<unknown> };

export const methods: Methods = {
  applyMigrations,
  createDatabase: async (session, { datasource }) => ({
    databaseName: await createDatabase(urlOf(datasource) ?? session.requireUrl()),
  }),
  createMigration,
  dbExecute: (session, { datasourceType, script }) =>
    session.execute(script, datasourceType.tag === 'url' ? datasourceType.url : undefined),
  debugPanic: async (session) => (await session.engine()).debugPanic(),
  devDiagnostic: (session, input) => session.devDiagnostic(input),
  diagnoseMigrationHistory: async (session, input) =>
    (await session.engine()).diagnoseMigrationHistory(input),
  diff,
  ensureConnectionValidity: async (session, input) => {
    await checkConnection(urlOf(input?.datasource) ?? session.requireUrl());
    return {};
  },
  evaluateDataLoss,
  getDatabaseVersion: async (session) => (await session.engine()).version(),
  introspect: async (session, input) =>
    (await session.engine()).introspect({ ...input, namespaces: input.namespaces ?? null }),
  introspectSql: () => Promise.reject(typedSqlRefused()),
  markMigrationApplied: async (session, input) => (await session.engine()).markMigrationApplied(input),
  markMigrationRolledBack: async (session, input) => (await session.engine()).markMigrationRolledBack(input),
  reset: async (session, input) => (await session.engine()).reset(input),
  schemaPush: (session, input) => session.schemaPush(input),
};

function urlOf(datasource: Wasm.DatasourceParam | undefined): string | undefined {
  return datasource?.tag === 'ConnectionString' ? datasource.url : undefined;
}

function typedSqlRefused(): UserFacingError {
  return new UserFacingError(
    undefined,
    "TypedSQL (`prisma generate --sql`) needs Prisma's native schema engine: the WebAssembly engine in use here cannot " +
      'describe queries. Use `$queryRaw` with your own type, or set PRISMA_SCHEMA_ENGINE_BINARY to a native engine.',
  );
}
