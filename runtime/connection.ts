import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { PostgresAdapter } from './adapter';
import { databaseFault } from './faults';
import { readinessOf } from './readiness';
import { SetupError } from './setup-error';

/** The part of a generated client that the runtime needs: every database's client has it. */
export interface DatabaseClient {
  /** `host:port/database` */
  readonly description: string;
  /** The environment variable that holds its address. @default 'DATABASE_URL' */
  readonly variable?: string;
  /** Its driver. @default running statements can't be cancelled */
  readonly adapter?: Pick<PostgresAdapter, 'busy' | 'cancelStatements'>;
  $queryRaw(query: TemplateStringsArray): PromiseLike<unknown>;
  $disconnect(): Promise<void>;
}

/** Opens and closes one client, and logs both without credentials. */
export class DatabaseConnection {
  private readonly logger = new Logger('Database');
  private closed = false;

  /** @param timeoutMs how long to wait for a database that can't be reached yet */
  constructor(
    private readonly client: DatabaseClient,
    private readonly timeoutMs: number,
  ) {}

  /** Resolves when a query was answered. @throws SetupError when the database refuses or can't be reached in time. */
  async open(): Promise<void> {
    const started = Date.now();
    for (let wait = 250; !this.closed; wait = Math.min(wait * 2, 5000)) {
      const reason = await this.attempt();
      if (reason === undefined) {
        this.logger.log(`connected to ${this.client.description}`);
        await this.warnWhenBehind();
        return;
      }
      const left = started + this.timeoutMs - Date.now();
      if (left <= 0) {
        throw new SetupError(
          `The database ${this.client.description} could not be reached within ${this.timeoutMs / 1000} s: ${reason}. ` +
            'Is it running? DATABASE_CONNECT_TIMEOUT (in seconds) sets how long to wait.',
        );
      }
      this.logger.warn(`waiting for ${this.client.description}: ${reason}`);
      await pause(Math.min(wait, left));
    }
  }

  private async warnWhenBehind(): Promise<void> {
    const { missing = [] } = await readinessOf(this.client);
    if (missing.length === 0) return;
    const more = missing.length > 3 ? ` and ${missing.length - 3} more` : '';
    this.logger.warn(
      `the database is behind the schema: it has no ${missing.slice(0, 3).join(', ')}${more}; \`npx prismosaic doctor\` shows what to run`,
    );
  }

  /** Lets the running queries finish; also ends an `open` that is still waiting. */
  async close(): Promise<void> {
    this.closed = true;
    await this.client.$disconnect();
    this.logger.log(`closed the connection to ${this.client.description}`);
  }

  /** Cancels the statements that run now. Returns how many. */
  async cancelStatements(): Promise<number> {
    return (await this.client.adapter?.cancelStatements()) ?? 0;
  }

  /** Why the database can't be reached, or undefined when it answered. Only a query proves it. */
  private async attempt(): Promise<string | undefined> {
    try {
      await this.client.$queryRaw`SELECT 1`;
      return undefined;
    } catch (error) {
      const fault = databaseFault(error);
      if (fault?.kind === 'unreachable') return fault.reason;
      throw new SetupError(
        `The database ${this.client.description} refused the connection: ${fault?.reason ?? 'the driver failed'}. ` +
          `Check the user, the password and the database name in ${this.client.variable ?? 'DATABASE_URL'}.`,
        { cause: error },
      );
    }
  }
}
