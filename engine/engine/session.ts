import { createHash } from 'node:crypto';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type * as Wasm from '@prisma/schema-engine-wasm';
import { FailureLog } from '../adapter/failure-log';
import { hintFor } from '../errors/hints';
import { messageOf, UserFacingError } from '../errors/user-facing-error';
import type { Opened } from './ahead';
import { Connections } from './connections';
import type { Datasource } from './datasource';
import { cleanScript } from './generated/clean-script';
import { defaultSchemas, type SchemaContext } from './generated/default-schemas';
import { refuseOtherProviders, refuseUnsupported } from './limits';
import { type Method, methods, type Parameters } from './methods';
import { refuseHalfWritten } from './migration-list';
import { loadEngine } from './wasm/load-wasm';

/** A schema file: its path and its text. */
export type SchemaFile = [path: string, text: string];

type WithMigrations = Pick<Wasm.DevDiagnosticInput, 'migrationsList' | 'filters'>;

/** The engine that one run of Prisma's command line talks to. Calls must not overlap. */
export class EngineSession {
  private readonly log: FailureLog;
  private readonly connections: Connections;
  private main: Promise<Wasm.SchemaEngine> | undefined;
  private offline: Promise<Wasm.SchemaEngine> | undefined;
  private primedWith: string | undefined;
  /** The schema of a migration that was created and not applied yet. */
  created: Wasm.SchemasContainer | undefined;

  constructor(
    private readonly datasource: Datasource,
    private readonly schema: SchemaFile[],
    opened: Opened = {},
    /** Called with each migration as it starts. */
    begins?: (migration: string) => void,
    /** Reports something to the user besides the answer. */
    readonly report: (text: string) => void = () => undefined,
  ) {
    this.log = new FailureLog(begins);
    this.connections = new Connections(datasource, this.log, opened);
  }

  /**
   * Answers one request.
   * @throws UserFacingError with Prisma's code and words.
   */
  async call<M extends Method>(method: M, parameters: Parameters[M]): Promise<unknown> {
    this.connections.begin();
    try {
      refuseOtherProviders(this.schema, parameters);
      refuseHalfWritten(parameters);
      return await methods[method](this, parameters);
    } catch (error) {
      throw this.describe(error);
    }
  }

  /** The engine on the command's database. Connects at the first call. */
  engine(): Promise<Wasm.SchemaEngine> {
    this.main ??= this.start(false).then((engine) => this.withPreviewFeatures(engine));
    return this.main;
  }

  /** An engine that has no database, and can only create a shadow one. */
  offlineEngine(): Promise<Wasm.SchemaEngine> {
    this.offline ??= this.start(true);
    return this.offline;
  }

  async devDiagnostic(input: Wasm.DevDiagnosticInput): Promise<Wasm.DevDiagnosticOutput> {
    const output = await this.connections.diagnose(async () => (await this.engine()).devDiagnostic(input));
    this.primedWith = fingerprint(input);
    return output;
  }

  async applyMigrations(input: Wasm.ApplyMigrationsInput): Promise<Wasm.ApplyMigrationsOutput> {
    const engine = await this.engine();
    const output = await engine.applyMigrations(input);
    // The engine has seen only the applied part of the history.
    if (output.appliedMigrationNames.length > 0) this.primedWith = undefined;
    return output;
  }

  /** The engine, with what it must have seen before it can compare a schema with the migrations. */
  async primed(input: WithMigrations): Promise<Wasm.SchemaEngine> {
    const { migrationsList, filters } = input;
    if (migrationsList.migrationDirectories.length > 0 && this.primedWith !== fingerprint(input)) {
      await this.devDiagnostic({ migrationsList, filters });
    }
    return this.engine();
  }

  async createMigration(input: Wasm.CreateMigrationInput): Promise<Wasm.CreateMigrationOutput> {
    const output = await (await this.primed(input)).createMigration(input);
    const { migrationScript } = output;
    return { ...output, migrationScript: migrationScript && this.clean(migrationScript) };
  }

  async schemaPush(input: Wasm.SchemaPushInput): Promise<Wasm.SchemaPushOutput> {
    const engine = await this.engine();
    return this.connections.push(() => engine.schemaPush(input));
  }

  /**
   * A script of the engine, changed so that it can be applied.
   * @param more what is involved besides the project's own.
   */
  clean(script: string, more: SchemaContext = { urls: [], models: [] }): string {
    const { url, shadowDatabaseUrl } = this.datasource;
    const models = [...this.schema.map(([, text]) => text), ...more.models];
    return cleanScript(script, defaultSchemas({ urls: [url, shadowDatabaseUrl, ...more.urls], models }));
  }

  /** Runs a script on the command's database, or on another one. */
  async execute(script: string, url: string | undefined): Promise<null> {
    const adapter = await this.connections.connectMain(url);
    try {
      await adapter.executeScript(script);
    } finally {
      await adapter.dispose();
    }
    return null;
  }

  requireUrl(): string {
    const { url } = this.datasource;
    if (url === undefined)
      throw new UserFacingError('P1013', 'The provided database string is invalid. There is no URL.');
    return url;
  }

  /** Ends all connections when nothing runs. */
  close(): Promise<void> {
    return this.connections.close();
  }

  /** Ends all connections and what the server does for them; temporary databases are dropped. */
  abort(): Promise<void> {
    return this.connections.abort();
  }

  private async start(offline: boolean): Promise<Wasm.SchemaEngine> {
    refuseUnsupported(this.schema);
    const { SchemaEngine } = await loadEngine();
    const factory = bindMigrationAwareSqlAdapterFactory(this.connections.factory(offline));
    const datamodels = this.schema.length > 0 ? this.schema : undefined;
    return SchemaEngine.new({ datamodels }, () => undefined, factory);
  }

  /** The engine learns of preview features only from a comparison that involves its database. */
  private async withPreviewFeatures(engine: Wasm.SchemaEngine): Promise<Wasm.SchemaEngine> {
    if (!this.schema.some(([, text]) => /\bpreviewFeatures\b/.test(text))) return engine;
    const files = this.schema.map(([path, content]) => ({ path, content }));
    await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: '.' },
      to: { tag: 'empty' },
      script: false,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return engine;
  }

  /** The error that the user gets for anything that was thrown below. */
  describe(error: unknown): UserFacingError {
    if (error instanceof UserFacingError) return error;
    const fields = typeof error === 'object' && error !== null ? error : {};
    const code: unknown = Reflect.get(fields, 'code');
    const known = typeof code === 'string' && /^P\d{4}$/.test(code) ? code : undefined;
    const message = messageOf(error);
    const panic =
      error instanceof WebAssembly.RuntimeError ? globalThis.PRISMA_WASM_PANIC_REGISTRY.message : undefined;
    const text = panic ?? withoutTrace(message);
    return this.log.explain(known, message) ?? new UserFacingError(known, text + hintFor(known, text));
  }
}

/** The engine appends the position in its own source. */
function withoutTrace(message: string): string {
  return message.replace(/\n {3}0: [a-z_]+::[\s\S]*$/, '');
}

function fingerprint({ migrationsList }: WithMigrations): string {
  return createHash('sha256').update(JSON.stringify(migrationsList.migrationDirectories)).digest('hex');
}
