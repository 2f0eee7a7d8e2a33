import type { Client } from 'pg';
import { openConnection } from '../connection/connection';
import { parseConnectionUrl } from '../connection/connection-url';
import type { ShadowReplay } from '../shadow/replay';
import { ShadowMaker } from '../shadow/shadow-maker';
import type { Datasource } from './datasource';

const KEPT = 2_000;

/** What a conversation need not open itself, and owns from its beginning. */
export interface Opened {
  /** A connection to the main database. */
  client?: Client;
  /** Makes shadow databases beside the main one, and has begun with the first. */
  maker?: ShadowMaker;
  /** What shadow databases answered in conversations before. @default each request begins with nothing known */
  replay?: ShadowReplay;
  /** The Postgres schema that comparisons without a database are about. @default 'public' */
  schemaName?: string;
}

/**
 * What a short command leaves for the conversation that follows at once: the connection by which it has seen that the
 * database can be reached, and the one that will make the shadow database.
 */
export class Ahead {
  private kept: (Opened & { url: string }) | undefined;

  /**
   * @param shadow whether the conversation will begin with a shadow database.
   * @param patience ms until connections are given up for which no conversation comes: somebody may be asked a
   * question before.
   */
  constructor(
    private readonly shadow: boolean,
    private readonly patience = KEPT,
  ) {}

  /** @throws UserFacingError with Prisma's code when the database can't be reached. */
  async open(url: string): Promise<void> {
    await this.close();
    const target = parseConnectionUrl(url);
    const maker = this.shadow ? new ShadowMaker(target) : undefined;
    maker?.connect();
    const kept: typeof this.kept = { url, maker };
    this.kept = kept;
    kept.client = await openConnection(target).catch(async (error) => {
      await this.close();
      throw error;
    });
    kept.client.once('end', () => {
      kept.client = undefined;
    });
    setTimeout(() => {
      if (this.kept === kept) void this.close();
    }, this.patience).unref();
  }

  /** Waits until nothing more is to be heard from the server. */
  async settled(): Promise<void> {
    await this.kept?.maker?.settled();
  }

  /** The conversation begins: it gets what suits its datasource. */
  async handOver({ url, shadowDatabaseUrl }: Datasource): Promise<Opened> {
    const { kept } = this;
    if (kept?.url !== url) await this.close();
    if (kept === undefined || this.kept === undefined) return {};
    this.kept = undefined;
    if (!shadowDatabaseUrl) {
      kept.maker?.prepare();
      // The server is to have it before this process is busy with something else.
      await new Promise<void>((resolve) => process.nextTick(resolve));
      return kept;
    }
    await kept.maker?.close();
    return { client: kept.client };
  }

  async close(): Promise<void> {
    const { kept } = this;
    this.kept = undefined;
    await Promise.all([kept?.client?.end().catch(() => undefined), kept?.maker?.close()]);
  }
}
