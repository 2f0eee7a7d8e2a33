import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { TestSetupError } from '../test-setup-error';
import { noteKeeper, onceAsked, wasAsked } from './handover';
import type { KeeperReply, KeeperRequest } from './keeper';
import { noteUse, type ReadyRecord, type RecordContent } from './ready-record';
import type { RunDatabasesOptions } from './run-databases';

/** The runner's side of the keeper. It does not keep the runner's process alive. */
export class KeeperProcess {
  #child: ChildProcess | undefined;
  /** Of the requests that it has not answered yet. */
  readonly #waiting: { resolve(): void; reject(error: Error): void }[] = [];
  #folder: string | undefined;
  #ignore = () => {};
  #record: RecordContent | undefined;

  /**
   * Begins a run. Returns the folder in which its workers ask for their addresses.
   *
   * @param record unless it matches, the databases are prepared before any worker asks
   * @throws TestSetupError
   */
  async begin(run: RunDatabasesOptions, record: ReadyRecord): Promise<string> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'prismosaic-tests-'));
    this.#folder = folder;
    this.#record = record.content;
    const databases = run.databases.map(({ name, migrations, variables }) => ({
      name,
      migrations,
      variables,
    }));
    const request = { begin: { ...run, databases }, record: record.content, folder };
    const open = async () => {
      const opened = this.#ask(request);
      noteKeeper(folder, this.#child?.pid ?? 0);
      await opened;
    };
    if (!record.matches) {
      await open();
      return folder;
    }
    // The worker that asks gets the reason of a failure.
    const openSoon = () => void open().catch(() => undefined);
    // While the runner starts, where a test will probably ask.
    if (record.used) openSoon();
    else this.#ignore = onceAsked(folder, openSoon);
    return folder;
  }

  /** Ends the run: others may use its schemas. The process remains for the next run. */
  async end(): Promise<void> {
    this.#ignore();
    if (this.#child !== undefined) await this.#ask({ end: true });
    this.#forget();
  }

  /** Ends the run and the process. */
  async close(): Promise<void> {
    this.#ignore();
    const child = this.#child;
    if (child?.connected) {
      const exited = once(child, 'exit');
      child.ref();
      child.disconnect();
      await exited;
    }
    this.#child = undefined;
    this.#forget();
  }

  #forget(): void {
    if (this.#folder !== undefined && this.#record !== undefined)
      noteUse(this.#record, wasAsked(this.#folder));
    if (this.#folder !== undefined) fs.rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }

  #start(): ChildProcess {
    const child = fork(path.join(__dirname, 'keeper.js'), [], {
      // Not the runner's own, such as --inspect.
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const ended = (how: string) => {
      if (this.#child === child) this.#child = undefined;
      const error = new TestSetupError(`The process that prepares the test databases has ended (${how}).`);
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    };
    child.on('message', (reply: KeeperReply) => this.#replied(reply));
    child.once('exit', (code, signal) => ended(signal ?? `exit code ${code}`));
    child.on('error', (error) => ended(error.message));
    child.unref();
    child.channel?.unref();
    return child;
  }

  #ask(request: KeeperRequest): Promise<void> {
    this.#child ??= this.#start();
    const child = this.#child;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      child.channel?.ref();
      // When this fails, the process has ended, which is reported.
      child.send(request, () => undefined);
    });
  }

  #replied(reply: KeeperReply): void {
    const waiting = this.#waiting.shift();
    if (this.#waiting.length === 0) this.#child?.channel?.unref();
    if ('done' in reply) waiting?.resolve();
    else waiting?.reject(errorOf(reply.failed));
  }
}

function errorOf({ message, setup }: { message: string; setup: boolean }): Error {
  if (setup) return new TestSetupError(message);
  const error = new Error(message.split('\n', 1)[0]);
  error.stack = message;
  return error;
}
