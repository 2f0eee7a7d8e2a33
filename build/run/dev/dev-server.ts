import path from 'node:path';
import { hideUrls } from '../../diagnostics';
import { urlOf } from '../worker/address';
import { type Exit, ServerWorker } from '../worker/server-worker';
import { failureIn } from './failures/failure-in';
import { type Journal, since } from './journal';
import type { Notice } from './notices';
import type { Rehearsal } from './rehearsal/attach-rehearsal';
import type { Problem, Shown } from './shown';

export interface Bundle {
  /** Absolute path. */
  file: string;
  /** The packages that Node loads. */
  externals: readonly string[];
}

export interface DevServerOptions {
  /** Absolute path of the project; shown paths are relative to it. */
  root: string;
  /** Called for each new process. */
  environment: () => NodeJS.ProcessEnv;
  /** The arguments of the application. @default none */
  args?: string[];
  /** The folders of the composed schemas, absolute. Called for each new process. @default none */
  schemaFolders?: () => string[];
}

/**
 * Enough memory for what a start allocates: V8 would collect garbage in its small initial space again and again. Only
 * for V8 versions that have these flags (Node 20 to 26): any other would not start.
 */
const flags = /^1[1-4]\./.test(process.versions.v8)
  ? ['--min-semi-space-size=16', '--max-semi-space-size=32']
  : [];

/**
 * The application's server while the application changes. A standby process loads the packages and rehearses the start
 * before there is a bundle to run. The new server listens before the old one ends. When it can't start, the old one
 * keeps running.
 */
export class DevServer {
  readonly #options: DevServerOptions;
  readonly #journal: Journal;
  readonly #workers = new Set<ServerWorker>();
  #standby: ServerWorker | undefined;
  #starting: ServerWorker | undefined;
  #serving: ServerWorker | undefined;
  #address = '';
  #bundle: Bundle | undefined;
  readonly #problems = new Map<Problem['kind'], Problem>();
  #notices: readonly Notice[] = [];
  #stopped = false;

  constructor(options: DevServerOptions, journal: Journal) {
    this.#options = options;
    this.#journal = journal;
  }

  get serves(): boolean {
    return this.#serving !== undefined;
  }

  /** Serves the bundle. Gives up an unfinished start of an older bundle. Never rejects. */
  async reload(bundle: Bundle, began: number): Promise<void> {
    if (this.#stopped) return;
    this.#bundle = bundle;
    void this.#starting?.stop();
    const next = this.#standby ?? this.#fork(bundle);
    this.#standby = undefined;
    this.#starting = next;
    const outcome = await next.run();
    const superseded = this.#starting !== next;
    if (!superseded) this.#starting = undefined;
    if (this.#stopped || superseded) return;
    if ('exit' in outcome) await this.#refused(outcome.exit, next);
    else this.#replace(next, urlOf(outcome.address), began);
    this.#standby = this.#fork(bundle);
  }

  /** Serves the bundle, or the previous one, in a process with the current environment. Never rejects. */
  async renew(bundle = this.#bundle, began = performance.now()): Promise<void> {
    void this.#standby?.stop();
    this.#standby = undefined;
    if (bundle !== undefined) await this.reload(bundle, began);
  }

  /** Shows a problem in the open pages. */
  show({ kind, title, text }: Problem): void {
    this.#problems.set(kind, { kind, title: hideUrls(title), text: hideUrls(text) });
    this.#publish();
  }

  /** Removes a problem from the open pages. */
  unshow(kind: Problem['kind']): void {
    if (this.#problems.delete(kind)) this.#publish();
  }

  /** Shows notices in the open pages. */
  notify(notices: readonly Notice[]): void {
    this.#notices = notices;
    this.#publish();
  }

  /** Ends every process. Resolves when all have ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all([...this.#workers].map((worker) => worker.stop()));
  }

  #fork({ file, externals }: Bundle): ServerWorker {
    const worker = new ServerWorker({
      bundle: file,
      environment: this.#options.environment(),
      args: this.#options.args ?? [],
      ahead: externals,
      first: path.join(__dirname, 'in-server.js'),
      flags,
    });
    const schemaFolders = this.#options.schemaFolders?.() ?? [];
    worker.send({ rehearsal: { bundle: file, packages: externals, schemaFolders } satisfies Rehearsal });
    this.#workers.add(worker);
    void worker.exited.then((exit) => {
      this.#workers.delete(worker);
      if (this.#standby === worker) this.#standby = undefined;
      if (this.#serving === worker) this.#crashed(exit);
    });
    return worker;
  }

  #replace(next: ServerWorker, address: string, began: number): void {
    const old = this.#serving;
    this.#serving = next;
    this.#problems.delete('start');
    // A build that ended meanwhile may have failed.
    this.#publish();
    this.#journal.log(`Serving ${address} after ${since(began)}`);
    this.#address = address;
    void old?.stop();
  }

  async #refused(exit: Exit, worker: ServerWorker): Promise<void> {
    const consequence = this.serves
      ? `The last good one keeps serving ${this.#address}`
      : 'Nothing is served';
    const title = `The new server ended while it started (${how(exit)}). ${consequence}.`;
    const output = await worker.failure();
    const text = output === undefined ? '' : failureIn(output, this.#options.root);
    this.#journal.fail(title);
    this.show({ kind: 'start', title, text: text || 'The terminal shows why.' });
  }

  #publish(): void {
    const notices = this.#notices.map(({ what, text, commands }) => {
      return { what: hideUrls(what), text: hideUrls(text), commands };
    });
    const shown: Shown = { problems: [...this.#problems.values()], notices };
    this.#serving?.send({ show: shown });
  }

  #crashed(exit: Exit): void {
    this.#serving = undefined;
    if (!this.#stopped) {
      this.#journal.fail(`The server ended (${how(exit)}). It starts again at the next change.`);
    }
  }
}

function how({ code, signal }: Exit): string {
  return signal ?? `exit code ${code}`;
}
