import { EventEmitter } from 'node:events';
import type { Client, ClientConfig, Pool, QueryConfig, QueryResult } from 'pg';
import { historyAddress } from '../../worker-schemas/worker-place';
import { type Driver, drivers } from '../drivers';
import { isOurs, noteQuery } from '../queries/recording';
import { statementKind } from './statement-kind';
import { type Lodger, TestSession } from './test-session';

type Callback<Result> = (error: Error | undefined, result?: Result, release?: () => void) => void;

/** The test that is running; undefined between tests. */
let test: object | undefined;
/** By the addresses of the pools. */
const sessions = new Map<string, TestSession>();
const patched = new WeakSet<object>();

/** From now on, all pools of this process give the test's session. */
export function beginTest(): void {
  for (const driver of drivers()) patch(driver);
  test = {};
}

/** Undoes all that was done since `beginTest`. */
export async function endTest(): Promise<void> {
  test = undefined;
  const ended = await Promise.allSettled([...sessions.values()].map((session) => session.rollBack()));
  const failed = ended.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** Closes the connections. */
export async function closeSessions(): Promise<void> {
  const all = [...sessions.values()];
  sessions.clear();
  await Promise.all(all.map((session) => session.close()));
}

function patch({ Pool }: Driver): void {
  if (patched.has(Pool)) return;
  patched.add(Pool);
  const { connect } = Pool.prototype;
  // `pool.query` calls it, too.
  Pool.prototype.connect = function (this: Pool, callback?: Callback<unknown>): unknown {
    if (test === undefined || isOfHistory(this))
      return Reflect.apply(connect, this, callback === undefined ? [] : [callback]);
    const client = new TestClient(sessionOf(this), test);
    if (callback === undefined) return Promise.resolve(client);
    callback(undefined, client, () => client.release());
    return undefined;
  } as Pool['connect'];
}

/** A test of migrations has its own schema, which is dropped. */
function isOfHistory(pool: Pool): boolean {
  return historyAddress.test(addressOf(pool));
}

function addressOf({ options: { connectionString, host, port, database, user, options } }: Pool): string {
  return JSON.stringify([connectionString, host, port, database, user, options]);
}

function sessionOf(pool: Pool): TestSession {
  const address = addressOf(pool);
  const existing = sessions.get(address);
  if (existing !== undefined) return existing;
  const session = new TestSession(() => connected(pool));
  sessions.set(address, session);
  return session;
}

async function connected(pool: Pool): Promise<Client> {
  const { Client: Connection } = pool as unknown as { Client: new (config: ClientConfig) => Client };
  const client = isOurs(new Connection(pool.options));
  client.on('error', (error) => pool.emit('error', error, client as never));
  await client.connect();
  return client;
}

/** What a pool gives instead of a client. */
class TestClient extends EventEmitter implements Lodger {
  failed = false;
  readonly #session: TestSession;
  readonly #test: object;

  /** @param given the test that it is given in */
  constructor(session: TestSession, given: object) {
    super();
    this.#session = session;
    this.#test = given;
  }

  query(
    statement: string | QueryConfig,
    values?: unknown[] | Callback<QueryResult>,
    callback?: Callback<QueryResult>,
  ): Promise<QueryResult> | undefined {
    const done = typeof values === 'function' ? values : callback;
    const args = typeof values === 'function' ? undefined : values;
    const result = this.#run(statement, args);
    if (done === undefined) return result;
    result.then((found) => done(undefined, found), done);
    return undefined;
  }

  release(): void {
    void this.#session.drop(this).catch(() => undefined);
  }

  async #run(statement: string | QueryConfig, values: unknown[] | undefined): Promise<QueryResult> {
    if (test !== this.#test)
      throw new Error(
        'The test that this query belongs to has ended. Await all work of a test before it ends.',
      );
    const sql = typeof statement === 'string' ? statement : statement.text;
    noteQuery(sql);
    return this.#session.run(this, statementKind(sql), (client) =>
      typeof statement === 'string' ? client.query(statement, values) : client.query({ ...statement }),
    );
  }
}
