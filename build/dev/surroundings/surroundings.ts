import { Composer, type DatabaseSettings } from '../../composer';
import { EnvironmentFile } from '../../environment';
import { branchInUse } from '../../postgres';
import { type OpenDatabase, type OpenedDatabase, openDatabase } from '../../server/database/open-database';
import { environmentOfServer } from '../../server/environment-of-server';

export interface SurroundingsOptions {
  /** Absolute path of the project. */
  root: string;
  /** `.env` is read into it, again and again. */
  environment: NodeJS.ProcessEnv;
  signal: AbortSignal;
}

/** What the application is developed in: its databases and its environment. Both may change meanwhile. */
export class Surroundings {
  readonly #options: SurroundingsOptions;
  readonly #file: EnvironmentFile;
  #opened: OpenDatabase | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: SurroundingsOptions) {
    this.#options = options;
    this.#file = new EnvironmentFile(options.root, options.environment);
  }

  get databases(): readonly OpenedDatabase[] {
    return this.#opened?.databases ?? [];
  }

  /** What the server is to know. */
  get ofServer(): NodeJS.ProcessEnv {
    return environmentOfServer(this.#options.environment, this.databases, 'development');
  }

  /** Reads `.env`. Throws when it can't be read. */
  readEnvironment(): void {
    this.#file.read();
  }

  /** Brings the databases up. Throws what `openDatabase` throws. */
  async open(onProgress: (message: string) => void): Promise<OpenDatabase> {
    this.#opened = await openDatabase({ ...this.#options, onProgress });
    return this.#opened;
  }

  /**
   * Reads `.env` and the databases' configuration again. Returns what changed, in words without any value; nothing
   * when nothing did. Throws when the databases can't be opened as they are configured now; the earlier ones stay.
   */
  renew(onProgress: (message: string) => void): Promise<string[]> {
    const turn = this.#last.then(() => this.#renew(onProgress));
    this.#last = turn.catch(() => {});
    return turn;
  }

  /** Lets the databases go. */
  async release(): Promise<void> {
    await this.#last;
    await this.#opened?.release();
  }

  async #renew(onProgress: (message: string) => void): Promise<string[]> {
    const variables = this.#file.read().map((name) => `${name} in .env`);
    const changes = [...variables, ...(await this.#configured()), ...this.#branch()];
    if (changes.length === 0) return [];
    const before = this.#opened;
    await this.open(onProgress);
    await before?.release();
    return changes;
  }

  /** Another branch of git may have a database of its own. */
  #branch(): string[] {
    const before = this.databases.find(({ urls }) => urls.origin === 'embedded');
    const now = branchInUse(this.#options.root);
    if (before === undefined || before.urls.branch === now) return [];
    return [
      now === undefined ? 'the database: the shared one' : `the database: that of the git branch ${now}`,
    ];
  }

  /** What is another database now in prismosaic.config.ts. Nothing while that is at fault: the build says so. */
  async #configured(): Promise<string[]> {
    const { databases, diagnostics } = await new Composer({ root: this.#options.root }).databases();
    if (diagnostics.length > 0) return [];
    const before = new Map(this.databases.map((database) => [database.name, placesIn(database)]));
    const now = new Map(databases.map((database) => [database.name, placesIn(database)]));
    const names = new Set([...before.keys(), ...now.keys()]);
    return [...names]
      .filter((name) => before.get(name) !== now.get(name))
      .map((name) => `the database "${name}" in prismosaic.config.ts`);
  }
}

/** What matters of a database beside the schemas that it is composed from. */
function placesIn({ schemaFolder, migrations, variables }: DatabaseSettings): string {
  return JSON.stringify([schemaFolder, migrations, variables]);
}
