import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { Client } from 'pg';
import { PostgresAdapter } from '../adapter/adapter';
import type { FailureLog } from '../adapter/failure-log';
import { offlineAdapter } from '../adapter/offline-adapter';
import { openConnection } from '../connection/connection';
import { type ConnectionTarget, parseConnectionUrl } from '../connection/connection-url';
import { terminateConnection } from '../connection/terminate';
import { messageOf, UserFacingError } from '../errors/user-facing-error';
import { ConfiguredShadow } from '../shadow/configured-shadow';
import { ShadowReplay } from '../shadow/replay';
import type { ShadowSource } from '../shadow/shadow-database';
import { ShadowMaker } from '../shadow/shadow-maker';
import type { Opened } from './ahead';
import type { Datasource } from './datasource';
import { PushOrder } from './generated/push-order';
import { PrefetchedAnswers } from './prefetched-answers';
import { wrapped } from './wrapped';

interface Open {
  /** Ends the session normally, when nothing runs in it. */
  close(): Promise<void>;
  /** Ends it while a statement may be running. */
  abort(): Promise<void>;
}

/** The connections of one engine: each of them is known here until it is closed, so that none outlives the engine. */
export class Connections {
  private readonly open = new Set<Open>();
  private readonly replay: ShadowReplay;
  private readonly keepsReplay: boolean;
  private readonly schemaName: string | undefined;
  private readonly prefetched = new PrefetchedAnswers();
  private readonly pushOrder = new PushOrder();
  private shadows: ShadowSource | undefined;
  private first: Client | undefined;

  constructor(
    private readonly datasource: Datasource,
    readonly log: FailureLog,
    { client, maker, replay, schemaName }: Opened,
  ) {
    this.replay = replay ?? new ShadowReplay();
    this.keepsReplay = replay !== undefined;
    this.schemaName = schemaName;
    this.first = client;
    this.shadows = maker;
  }

  /** What the engine gets its connections from. With `offline` the main one is a replacement without a database. */
  factory(offline: boolean): SqlMigrationAwareDriverAdapterFactory {
    return {
      provider: 'postgres',
      adapterName: 'prismosaic-schema-engine',
      connect: () =>
        offline ? Promise.resolve(offlineAdapter(this.schemaName)) : this.noted(() => this.mainAdapter()),
      connectToShadowDb: () => this.noted(async () => this.shadowAdapter()),
    };
  }

  /** Connects to the database of the command, or to another one. */
  async connectMain(url?: string): Promise<PostgresAdapter> {
    const target = this.target(url);
    const client = this.takeFirst(url) ?? (await openConnection(target));
    const entry: Open = {
      close: () => client.end().catch(() => undefined),
      abort: () => terminateConnection(client, target),
    };
    return new PostgresAdapter(client, target, this.log, this.keep(entry));
  }

  /** Another request begins. */
  begin(): void {
    this.log.clear();
    if (!this.keepsReplay) this.replay.clear();
  }

  /** Runs a diagnosis, which needs a shadow database and then compares it with the main one. */
  diagnose<Result>(diagnosis: () => Promise<Result>): Promise<Result> {
    this.source().prepare();
    return this.prefetched.during(diagnosis);
  }

  /** Runs `db push`. */
  push<Result>(push: () => Promise<Result>): Promise<Result> {
    return this.pushOrder.during(push);
  }

  async close(): Promise<void> {
    const closed = [...this.open].map((entry) => entry.close());
    await Promise.all([...closed, this.first?.end().catch(() => undefined)]);
    // Only now it knows everything that must be dropped.
    await this.shadows?.close();
  }

  async abort(): Promise<void> {
    await Promise.allSettled([...this.open].map((entry) => entry.abort()));
    await this.first?.end().catch(() => undefined);
    await this.shadows?.abort();
  }

  /** The connection that is already open, if it is to the requested database. */
  private takeFirst(url = this.datasource.url): Client | undefined {
    if (url !== this.datasource.url) return undefined;
    const { first } = this;
    this.first = undefined;
    return first;
  }

  private shadowAdapter(): SqlDriverAdapter {
    const { shadowDatabaseUrl } = this.datasource;
    const { schema } = this.target(shadowDatabaseUrl || undefined);
    const info = { schemaName: schema, supportsRelationJoins: false };
    return this.replay.adapter(info, () => this.noted(() => this.connectShadow()));
  }

  private async mainAdapter(): Promise<SqlDriverAdapter> {
    const adapter = this.prefetched.main(await this.connectMain());
    return wrapped(adapter, { executeRaw: this.pushOrder.executeRaw(adapter) });
  }

  private async connectShadow(): Promise<SqlDriverAdapter> {
    const shadow = await this.source().take();
    const close = this.keep({
      close: shadow.close,
      abort: () => terminateConnection(shadow.client, shadow.target),
    });
    const adapter = new PostgresAdapter(shadow.client, shadow.target, this.log, close);
    return this.prefetched.shadow(adapter);
  }

  private source(): ShadowSource {
    const { shadowDatabaseUrl, url } = this.datasource;
    this.shadows ??= shadowDatabaseUrl
      ? new ConfiguredShadow(url ? parseConnectionUrl(url) : undefined, parseConnectionUrl(shadowDatabaseUrl))
      : new ShadowMaker(this.target());
    return this.shadows;
  }

  private target(url = this.datasource.url): ConnectionTarget {
    if (url) return parseConnectionUrl(url);
    throw new UserFacingError(
      'P1013',
      'The provided database string is invalid. The datasource has no URL: set `datasource.url` in prisma.config.ts.',
    );
  }

  private keep(entry: Open): () => Promise<void> {
    this.open.add(entry);
    return async () => {
      this.open.delete(entry);
      await entry.close();
    };
  }

  /** The engine passes on only the text of what is thrown here. */
  private async noted(connect: () => Promise<SqlDriverAdapter>): Promise<SqlDriverAdapter> {
    try {
      return await connect();
    } catch (error) {
      this.log.error =
        error instanceof UserFacingError ? error : new UserFacingError(undefined, messageOf(error));
      throw error;
    }
  }
}
