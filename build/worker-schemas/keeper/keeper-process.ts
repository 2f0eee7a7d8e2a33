import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { TestSetupError } from '../test-setup-error';
import { wasAsked } from './handover';
import type { KeeperReply, KeeperRequest } from './keeper';
import type { ReadyRecord } from './ready-record';
import type { RunDatabasesOptions } from './run-databases';

/** The runner's side of the keeper. It does not keep the runner's process alive. */
export class KeeperProcess {
  readonly #child: ChildProcess;
  /** Of the requests that it has not answered yet. */
  readonly #waiting: { resolve(): void; reject(error: Error): void }[] = [];
  #folder: string | undefined;
  /** Whether it may hold something. */
  #used = false;

  constructor() {
    this.#child = fork(path.join(__dirname, 'keeper.js'), [], {
      // Not the runner's own, such as --inspect.
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child.on('message', (reply: KeeperReply) => this.#replied(reply));
    this.#child.once('exit', (code, signal) => this.#ended(signal ?? `exit code ${code}`));
    this.#child.on('error', (error) => this.#ended(error.message));
    this.#child.unref();
    this.#child.channel?.unref();
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /**
   * Begins a run. Returns the folder in which its workers ask for their addresses.
   *
   * @param record unless it matches, the databases are prepared before any worker asks
   * @throws TestSetupError
   */
  async begin(run: RunDatabasesOptions, record: ReadyRecord): Promise<string> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'prismosaic-tests-'));
    this.#folder = folder;
    const databases = run.databases.map(({ name, migrations, variables }) => ({
      name,
      migrations,
      variables,
    }));
    const now = !record.matches;
    const begun = this.#ask({ begin: { ...run, databases }, record: record.content, folder, now });
    if (now) await begun;
    else begun.catch(() => undefined);
    return folder;
  }

  /** Ends the run: others may use its schemas. The process remains for the next run. */
  async end(): Promise<void> {
    if (this.#used || this.#asked()) await this.#ask({ end: true });
    this.#forget();
  }

  /** Ends the run and the process. */
  async close(): Promise<void> {
    const child = this.#child;
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.ref();
      if (this.#used || this.#asked()) child.disconnect();
      // It holds nothing, and may not even have started.
      else child.kill('SIGKILL');
      await exited;
    }
    this.#forget();
  }

  #asked(): boolean {
    this.#used ||= this.#folder !== undefined && wasAsked(this.#folder);
    return this.#used;
  }

  #forget(): void {
    if (this.#folder !== undefined) fs.rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }

  #ask(request: KeeperRequest): Promise<void> {
    if ('begin' in request && request.now) this.#used = true;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#child.channel?.ref();
      this.#child.send(request, (error) => {
        if (error !== null) this.#ended(error.message);
      });
    });
  }

  #replied(reply: KeeperReply): void {
    const waiting = this.#waiting.shift();
    if (this.#waiting.length === 0) this.#child.channel?.unref();
    if ('done' in reply) waiting?.resolve();
    else waiting?.reject(errorOf(reply.failed));
  }

  #ended(how: string): void {
    const error = new TestSetupError(`The process that prepares the test databases has ended (${how}).`);
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}

function errorOf({ message, setup }: { message: string; setup: boolean }): Error {
  if (setup) return new TestSetupError(message);
  const error = new Error(message.split('\n', 1)[0]);
  error.stack = message;
  return error;
}
