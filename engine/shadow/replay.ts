import type { ConnectionInfo, SqlDriverAdapter, SqlQuery, SqlResultSet } from '@prisma/driver-adapter-utils';
import { UserFacingError } from '../errors/user-facing-error';

/** A statement and its answer; `key` identifies it, and is the text of a script. */
type Step =
  | { kind: 'query'; key: string; result: SqlResultSet }
  | { kind: 'execute'; key: string; query: SqlQuery; result: number }
  | { kind: 'script'; key: string };

/**
 * Avoids shadow databases. For one request the engine asks for an empty database twice: to see the result of the
 * applied migrations, and to see whether all migrations apply. As long as the second sequence repeats the first, its
 * answers are known, and no database is created; from the first step that differs it gets one, brought to the same
 * state.
 */
export class ShadowReplay {
  private known: Step[] = [];

  /** Another request: nothing is known. */
  clear(): void {
    this.known = [];
  }

  /** An empty database, created by `open` when it is needed. */
  adapter(info: ConnectionInfo, open: () => Promise<SqlDriverAdapter>): SqlDriverAdapter {
    const { known } = this;
    return new ReplayAdapter(info, open, known, (steps) => {
      this.known = steps;
    });
  }
}

class ReplayAdapter implements SqlDriverAdapter {
  readonly provider = 'postgres';
  readonly adapterName = 'prismosaic-schema-engine-shadow';
  private readonly steps: Step[] = [];
  private real: SqlDriverAdapter | undefined;

  constructor(
    private readonly info: ConnectionInfo,
    private readonly open: () => Promise<SqlDriverAdapter>,
    private readonly known: readonly Step[],
    private readonly remember: (steps: Step[]) => void,
  ) {}

  getConnectionInfo(): ConnectionInfo {
    return this.info;
  }

  async queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    const key = keyOf(query);
    const past = this.past(key);
    const result = past?.kind === 'query' ? past.result : await this.run((real) => real.queryRaw(query));
    this.steps.push({ kind: 'query', key, result });
    return result;
  }

  async executeRaw(query: SqlQuery): Promise<number> {
    const key = keyOf(query);
    const past = this.past(key);
    const result = past?.kind === 'execute' ? past.result : await this.run((real) => real.executeRaw(query));
    this.steps.push({ kind: 'execute', key, query, result });
    return result;
  }

  async executeScript(script: string): Promise<void> {
    if (this.past(script)?.kind !== 'script') await this.run((real) => real.executeScript(script));
    this.steps.push({ kind: 'script', key: script });
  }

  startTransaction(): Promise<never> {
    return Promise.reject(new UserFacingError(undefined, 'The schema engine asked for a transaction.'));
  }

  async dispose(): Promise<void> {
    if (this.real !== undefined) this.remember(this.steps);
    await this.real?.dispose();
  }

  /** The same step of the last time, as long as all before it were the same. */
  private past(key: string): Step | undefined {
    const step = this.known[this.steps.length];
    return this.real === undefined && step?.key === key ? step : undefined;
  }

  private async run<Answer>(task: (real: SqlDriverAdapter) => Promise<Answer>): Promise<Answer> {
    this.real ??= await this.caughtUp();
    return task(this.real);
  }

  /** A database in the state in which the engine believes it to be. */
  private async caughtUp(): Promise<SqlDriverAdapter> {
    const real = await this.open();
    for (const step of this.steps) {
      if (step.kind === 'execute') await real.executeRaw(step.query);
      else if (step.kind === 'script') await real.executeScript(step.key);
    }
    return real;
  }
}

/** Identifies a query. */
export function keyOf({ sql, args }: SqlQuery): string {
  return JSON.stringify([sql, args]);
}
