import fs from 'node:fs';
import path from 'node:path';
import { bringUp, type Progress } from './bring-up';
import { PostgresFailure } from './failure';
import { type HeldLock, lockAlone, lockNow } from './lock';
import { readRecord, type ServerRecord } from './roles/record';
import { database, makeDatabase } from './roles/roles';
import { packagedBinaries } from './server/binaries';
import { readLiveServer } from './server/cluster';
import { isRunning, stopServer } from './server/life';

/** A claim on the running server. */
export interface Lease {
  /**
   * Releases the claim. The last one of all processes stops the server, unless `db start` keeps it running. When a
   * process dies, the operating system releases its claims.
   */
  release(): Promise<void>;
}

export interface EmbeddedStatus {
  state: 'running' | 'stopped' | 'absent';
  version: string;
  /** Folder of the data and the log, when it exists. */
  home?: string;
  port?: number;
  pid?: number;
  /** Whether another process holds a lease. */
  inUse: boolean;
  /** Whether the server keeps running when no process uses it. */
  stays: boolean;
}

const silent: Progress = () => undefined;

/** The PostgreSQL server of one checkout. Its data is in `.prismosaic/postgres/` and stays when it stops. */
export class EmbeddedPostgres {
  readonly #folder: string;
  #turn: Promise<unknown> = Promise.resolve();
  #claim: HeldLock | undefined;
  #leases = 0;

  /** @param root the checkout's absolute path */
  constructor(root: string) {
    this.#folder = path.join(root, '.prismosaic', 'postgres');
  }

  /**
   * Starts the server unless it runs, and keeps it running until {@link stop}. Any number of processes may call it at
   * once: one starts it, the others wait. Throws {@link PostgresFailure}.
   */
  start(onProgress: Progress = silent): Promise<ServerRecord> {
    return this.#alone(onProgress, async () => {
      const record = await bringUp(this.#folder, onProgress);
      fs.writeFileSync(this.#path('stays'), '');
      return record;
    });
  }

  /** Starts the server and claims it until {@link Lease.release}. Throws {@link PostgresFailure}. */
  async hold(onProgress: Progress = silent): Promise<Lease> {
    await this.claim(onProgress);
    this.#leases++;
    let released = false;
    return {
      release: async () => {
        if (released) return;
        released = true;
        if (--this.#leases === 0) await this.#alone(silent, () => this.#leave());
      },
    };
  }

  /**
   * Starts the server and claims it until this process exits. Creates the database `name` when it does not
   * exist. Throws {@link PostgresFailure}.
   */
  claim(onProgress: Progress = silent, name: string = database): Promise<ServerRecord> {
    return this.#alone(onProgress, async () => {
      this.#claim ??= lockNow(this.#path('leases'), { shared: true });
      const record = await bringUp(this.#folder, onProgress);
      if (name !== database) await makeDatabase(record, name);
      return record;
    });
  }

  /**
   * Stops the server; resolves with whether it was running. Throws {@link PostgresFailure} when another process uses it,
   * unless forced.
   */
  stop({ force = false } = {}): Promise<boolean> {
    return this.#alone(silent, async () => {
      if (!force) this.#refuseWhenUsed('stop');
      return this.#stop();
    });
  }

  /** Deletes the data, roles and passwords included. Throws {@link PostgresFailure} when another process uses them. */
  reset(): Promise<void> {
    return this.#alone(silent, async () => {
      this.#refuseWhenUsed('reset');
      await this.#stop();
      const record = readRecord(this.#path('server.json'));
      for (const home of [record?.home, this.#path('server')]) {
        if (home !== undefined) fs.rmSync(home, { recursive: true, force: true });
      }
      for (const name of ['server.json', 'branches.json']) fs.rmSync(this.#path(name), { force: true });
    });
  }

  /** Returns the status. Starts nothing; contains no credential. */
  async status(): Promise<EmbeddedStatus> {
    const { version } = packagedBinaries();
    if (!fs.existsSync(this.#path('server.json')))
      return { state: 'absent', version, inUse: false, stays: false };
    return this.#alone(silent, async () => {
      const home = readRecord(this.#path('server.json'))?.home ?? '';
      const live = (await isRunning(this.#path('running'), home)) ? readLiveServer(home) : undefined;
      const stays = live !== undefined && fs.existsSync(this.#path('stays'));
      const state = live === undefined ? 'stopped' : 'running';
      return { state, version, home, port: live?.port, pid: live?.pid, inUse: this.#usedByOthers(), stays };
    });
  }

  #path(name: string): string {
    return path.join(this.#folder, name);
  }

  /** Runs one task at a time: a queue within this process, a lock among processes. */
  #alone<T>(onProgress: Progress, work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(async () => {
      // Root's server runs as another user, who must be able to enter this folder.
      fs.mkdirSync(this.#folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
      const lock = await lockAlone(this.#path('lock'), () =>
        onProgress('Waiting for another process that starts or stops PostgreSQL …'),
      );
      try {
        return await work();
      } finally {
        lock.release();
      }
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #stop(): Promise<boolean> {
    const record = readRecord(this.#path('server.json'));
    fs.rmSync(this.#path('stays'), { force: true });
    if (record === undefined || !(await isRunning(this.#path('running'), record.home))) return false;
    await stopServer(this.#path('running'), record.home);
    return true;
  }

  async #leave(): Promise<void> {
    this.#claim?.release();
    this.#claim = undefined;
    if (!this.#usedByOthers() && !fs.existsSync(this.#path('stays'))) await this.#stop();
  }

  #usedByOthers(): boolean {
    const mine = this.#claim;
    this.#claim = undefined;
    mine?.release();
    const free = lockNow(this.#path('leases'), { shared: false });
    free?.release();
    if (mine !== undefined) this.#claim = lockNow(this.#path('leases'), { shared: true });
    return free === undefined;
  }

  #refuseWhenUsed(what: 'stop' | 'reset'): void {
    if (!this.#usedByOthers()) return;
    throw new PostgresFailure(
      `Another process (a server, a test run or a Prisma command) is using the embedded PostgreSQL. Stop it first${what === 'stop' ? ', or use --force' : ''}.`,
    );
  }
}
