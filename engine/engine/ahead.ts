import type { Client } from 'pg';
import { openConnection } from '../connection/connection';
import { parseConnectionUrl } from '../connection/connection-url';
import type { ShadowReplay } from '../shadow/replay';
import { ShadowMaker } from '../shadow/shadow-maker';
import type { Datasource } from './datasource';

const KEPT = 2_000;

/** What is already open for a conversation, which owns it from its start. */
export interface Opened {
  /** A connection to the main database. */
  client?: Client;
  /** Creates shadow databases next to the main one, and has started with the first. */
  maker?: ShadowMaker;
  /** Answers of shadow databases in earlier conversations. @default each request starts without any */
  replay?: ShadowReplay;
  /** The Postgres schema that comparisons without a database are about. @default 'public' */
  schemaName?: string;
}

/**
 * What a short command leaves for the conversation that follows at once: the connection with which it checked that
 * the database can be reached, and the one that will create the shadow database.
 */
export class Ahead {
  private kept: (Opened & { url: string }) | undefined;

  /**
   * @param shadow whether the conversation will start with a shadow database.
   * @param patience ms until connections are closed if no conversation comes: the user may be asked a question first.
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

  /** Waits until the server has nothing more to send. */
  async settled(): Promise<void> {
    await this.kept?.maker?.settled();
  }

  /** The conversation starts: it gets what fits its datasource. */
  async handOver({ url, shadowDatabaseUrl }: Datasource): Promise<Opened> {
    const { kept } = this;
    if (kept?.url !== url) await this.close();
    if (kept === undefined || this.kept === undefined) return {};
    this.kept = undefined;
    if (!shadowDatabaseUrl) {
      kept.maker?.prepare();
      // Sends it to the server before this process is busy with something else.
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
