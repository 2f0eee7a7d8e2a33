import type { Lease } from '../../postgres';
import { giveAnswer, onceAsked } from './handover';
import { type RecordContent, removeRecord, writeRecord } from './ready-record';
import type { RunDatabases, RunDatabasesOptions } from './run-databases';

/** What the test runner's process asks of the keeper. */
export type KeeperRequest =
  | { begin: RunDatabasesOptions; record: RecordContent; folder: string; now: boolean }
  | { end: true };

/** The answer to each request. */
export type KeeperReply = { done: true } | { failed: { message: string; setup: boolean } };

/**
 * The keeper: a process beside the test runner that holds the databases of a run. It prepares them when a worker asks,
 * also when the runner's own process waits for that, as with `--runInBand`.
 */
class Keeper {
  #run: RunDatabases | undefined;
  #lease: Lease | undefined;
  #ignore = () => {};

  async begin({ begin, record, folder, now }: Extract<KeeperRequest, { begin: unknown }>): Promise<void> {
    const open = async () => {
      // Loaded only when a test needs a database.
      const { RunDatabases } = await import('./run-databases');
      const run = new RunDatabases(begin);
      this.#run = run;
      removeRecord(record);
      const databases = await run.open();
      writeRecord(record);
      giveAnswer(folder, { databases });
    };
    if (now) return open();
    this.#ignore = onceAsked(folder, () => {
      open().catch((error: unknown) => giveAnswer(folder, { error: failureOf(error).message }));
    });
  }

  async end(): Promise<void> {
    this.#ignore();
    const lease = await this.#run?.release();
    this.#run = undefined;
    // Between the runs of a watch the embedded server keeps running.
    if (this.#lease === undefined) this.#lease = lease;
    else await lease?.release();
  }

  async close(): Promise<void> {
    await this.end();
    await this.#lease?.release();
  }
}

function failureOf(error: unknown): { message: string; setup: boolean } {
  if (!(error instanceof Error)) return { message: String(error), setup: false };
  const setup = error.name === 'TestSetupError';
  return { message: setup ? error.message : (error.stack ?? error.message), setup };
}

const keeper = new Keeper();
let last: Promise<void> = Promise.resolve();

process.on('message', (request: KeeperRequest) => {
  last = last
    .then(() => ('begin' in request ? keeper.begin(request) : keeper.end()))
    .then(
      () => reply({ done: true }),
      (error: unknown) => reply({ failed: failureOf(error) }),
    );
});
// The runner has ended, in order or not.
process.on('disconnect', () => {
  void last.then(() => keeper.close()).finally(() => process.exit());
});
// Ctrl+C, and a terminal that is closed, reach the runner too, which ends this process.
for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM'] as const) process.on(signal, () => {});
process.stderr.on('error', () => {});

function reply(answer: KeeperReply): void {
  process.send?.(answer);
}
