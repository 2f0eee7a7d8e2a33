import type { Lease } from '../../postgres';
import { giveAnswer } from './handover';
import { type RecordContent, removeRecord, writeRecord } from './ready-record';
import { RunDatabases, type RunDatabasesOptions } from './run-databases';

/** What the test runner's process asks of the keeper. */
export type KeeperRequest =
  | { begin: RunDatabasesOptions; record: RecordContent; folder: string }
  | { end: true };

/** The answer to each request. */
export type KeeperReply = { done: true } | { failed: { message: string; setup: boolean } };

/**
 * The keeper: a process beside the test runner that prepares the databases of a run and holds them. It works also while the
 * runner's own process waits for that, as with `--runInBand`.
 */
class Keeper {
  #run: RunDatabases | undefined;
  #lease: Lease | undefined;

  async begin({ begin, record, folder }: Extract<KeeperRequest, { begin: unknown }>): Promise<void> {
    try {
      this.#run = new RunDatabases(begin);
      removeRecord(record);
      const databases = await this.#run.open();
      writeRecord(record, false);
      giveAnswer(folder, { databases });
    } catch (error) {
      giveAnswer(folder, { error: failureOf(error).message });
      throw error;
    }
  }

  async end(): Promise<void> {
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
