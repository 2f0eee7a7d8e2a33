import type { SqlDriverAdapter, SqlQuery, SqlResultSet } from '@prisma/driver-adapter-utils';
import { keyOf } from '../shadow/replay';
import { wrapped } from './wrapped';

/** A database whose failed queries are not reported: then there is no answer. */
export type Peeking = SqlDriverAdapter & { peek(query: SqlQuery): Promise<SqlResultSet | undefined> };

const READS = /^\s*(SELECT|WITH)\b/i;

/**
 * In a diagnosis the engine reads the shadow database and then, with the same queries, the main one. The main one is
 * idle during the first part, so its answers are prefetched. An answer is used once, and never if it is older than a
 * change or than the diagnosis.
 */
export class PrefetchedAnswers {
  private readonly answers = new Map<string, Promise<SqlResultSet | undefined>>();
  private source: Peeking | undefined;
  private active = false;
  /** A connection answers one query at a time. */
  private work: Promise<unknown> = Promise.resolve();

  /** While `diagnosis` runs, queries to the shadow database are sent to the main one, too. */
  async during<Result>(diagnosis: () => Promise<Result>): Promise<Result> {
    this.active = true;
    try {
      return await diagnosis();
    } finally {
      this.active = false;
      this.answers.clear();
      await this.work;
    }
  }

  /** The main database, whose answers may already be prefetched. */
  main(adapter: Peeking): SqlDriverAdapter {
    this.source = adapter;
    const ours = async <Result>(task: () => Promise<Result>): Promise<Result> => {
      this.answers.clear();
      await this.work;
      return task();
    };
    return wrapped(adapter, {
      queryRaw: async (query) => {
        const known = this.answers.get(keyOf(query));
        this.answers.delete(keyOf(query));
        const answer = await known;
        if (answer !== undefined) return answer;
        await this.work;
        return adapter.queryRaw(query);
      },
      executeRaw: (query) => ours(() => adapter.executeRaw(query)),
      executeScript: (script) => ours(() => adapter.executeScript(script)),
      dispose: () => {
        this.source = undefined;
        return ours(() => adapter.dispose());
      },
    });
  }

  /** The shadow database, whose queries are observed. */
  shadow(adapter: SqlDriverAdapter): SqlDriverAdapter {
    return wrapped(adapter, {
      queryRaw: (query) => {
        this.hear(query);
        return adapter.queryRaw(query);
      },
    });
  }

  private hear(query: SqlQuery): void {
    const { source } = this;
    if (!this.active || source === undefined || !READS.test(query.sql)) return;
    const answer = this.work.then(() => source.peek(query));
    this.work = answer;
    this.answers.set(keyOf(query), answer);
  }
}
