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
  /** Added to this process's own; a variable that is `undefined` here is hidden from the worker. */
  environment: NodeJS.ProcessEnv;
  /** Arguments of the bundle. @default none */
  args?: readonly string[];
  /** Packages to load before there is a bundle to run. @default none */
  ahead?: readonly string[];
  /** Absolute path of a script that runs before all else. @default none */
  first?: string;
  /** Node's own options. @default none */
  flags?: readonly string[];
}

/** How long a server may take to close what it has open. */
const GRACE_MS = 8_000;

/**
 * The application's server in a process of its own. All workers of a port share one listening socket, which is the
 * parent's: a new one is there before the old one leaves, and no connection is refused in between. A worker ends by
 * itself when its parent does.
 */
export class ServerWorker {
  /** Fulfilled when the process is gone; never rejects. */
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
    // Without a listener a worker that can't be reached any more would end this process.
    this.#worker.on('error', () => {});
    this.#worker.on('message', (message: unknown) => {
      if (typeof message !== 'object' || message === null || !('failure' in message)) return;
      this.#failure = String(message.failure);
    });
    this.exited = new Promise((resolve) => {
      this.#worker.once('exit', (code, signal) => resolve({ code, signal }));
    });
    if (ahead.length > 0) this.tell({ ahead: { from: bundle, packages: ahead } });
  }

  /** Runs the bundle. Resolves with the address once the server listens, or with how it ended before that. */
  async run(): Promise<{ address: Address } | { exit: Exit }> {
    const listening = new Promise<{ address: Address }>((resolve) => {
      this.#worker.once('listening', (address) => resolve({ address }));
    });
    this.tell({ run: this.#bundle });
    return Promise.race([listening, this.exited.then((exit) => ({ exit }))]);
  }

  /** What a process that ended with a failure said of it, if it says such things. */
  async failure(): Promise<string | undefined> {
    await this.exited;
    // What it sent last may still be under way.
    if (this.#worker.isConnected()) await new Promise((resolve) => this.#worker.once('disconnect', resolve));
    return this.#failure;
  }

  /** Sends a message to the process; one that has left the parent gets none. */
  tell(message: object): void {
    if (this.#worker.isConnected()) this.#worker.send(message);
  }

  /**
   * Ends the server: no new connection, requests in flight finish, then its own shutdown. A process that is not gone
   * in time is killed.
   */
  async stop(): Promise<Exit> {
    const { process: child } = this.#worker;
    const end = () => child.kill('SIGTERM');
    if (this.#worker.isConnected()) {
      this.#worker.once('disconnect', end);
      // It disconnects only when all its connections have ended: those that never end by themselves must know.
      this.tell({ ending: true });
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
