import cluster, { type Address, type Worker } from 'node:cluster';
import path from 'node:path';

/** How a process ended. */
export interface Exit {
  code: number | null;
  signal: string | null;
}

export interface ServerWorkerOptions {
  /** Absolute path of the bundle that `run` runs. */
  bundle: string;
  /** Added to this process's environment; the worker does not get a variable that is `undefined` here. */
  environment: NodeJS.ProcessEnv;
  /** Arguments of the bundle. @default none */
  args?: readonly string[];
  /** Packages to load before the bundle exists. @default none */
  ahead?: readonly string[];
  /** Absolute path of a script to run first. @default none */
  first?: string;
  /** Node's own options. @default none */
  flags?: readonly string[];
}

/** How long a server may take to shut down. */
const GRACE_MS = 8_000;

/**
 * The application's server in a separate process. All workers of a port share one listening socket, which belongs to
 * the parent: a new worker listens before the old one ends, so no connection is refused in between. A worker ends when
 * its parent ends.
 */
export class ServerWorker {
  /** Fulfilled when the process has ended; never rejects. */
  readonly exited: Promise<Exit>;
  readonly #worker: Worker;
  readonly #bundle: string;
  #failure: string | undefined;

  constructor({ bundle, environment, args = [], ahead = [], first, flags = [] }: ServerWorkerOptions) {
    this.#bundle = bundle;
    cluster.setupPrimary({
      exec: path.join(__dirname, 'worker.js'),
      args: [...args],
      execArgv: ['--enable-source-maps', ...flags, ...(first === undefined ? [] : ['--require', first])],
    });
    this.#worker = cluster.fork(environment);
    // Without a listener, a worker that can no longer be reached would end this process.
    this.#worker.on('error', () => {});
    this.#worker.on('message', (message: unknown) => {
      if (typeof message !== 'object' || message === null || !('failure' in message)) return;
      this.#failure = String(message.failure);
    });
    this.exited = new Promise((resolve) => {
      this.#worker.once('exit', (code, signal) => resolve({ code, signal }));
    });
    if (ahead.length > 0) this.send({ ahead: { from: bundle, packages: ahead } });
  }

  /** Runs the bundle. Resolves with the address once the server listens, or with how it ended before that. */
  async run(): Promise<{ address: Address } | { exit: Exit }> {
    const listening = new Promise<{ address: Address }>((resolve) => {
      this.#worker.once('listening', (address) => resolve({ address }));
    });
    this.send({ run: this.#bundle });
    return Promise.race([listening, this.exited.then((exit) => ({ exit }))]);
  }

  /** The failure that the process reported before it ended, if it did. */
  async failure(): Promise<string | undefined> {
    await this.exited;
    // Its last message may not have arrived yet.
    if (this.#worker.isConnected()) await new Promise((resolve) => this.#worker.once('disconnect', resolve));
    return this.#failure;
  }

  /** Sends a message to the process, unless it has disconnected. */
  send(message: object): void {
    if (this.#worker.isConnected()) this.#worker.send(message);
  }

  /**
   * Ends the server: it accepts no new connection, finishes open requests, then shuts down. A process that does not end
   * in time is killed.
   */
  async stop(): Promise<Exit> {
    const { process: child } = this.#worker;
    const end = () => child.kill('SIGTERM');
    if (this.#worker.isConnected()) {
      this.#worker.once('disconnect', end);
      // It disconnects only when all connections have ended, so streams that stay open must get a message.
      this.send({ ending: true });
      this.#worker.disconnect();
    } else {
      end();
    }
    const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    const exit = await this.exited;
    clearTimeout(timer);
    return exit;
  }
}
