import { Composer, type DatabaseSettings } from '../../../composer';
import { EnvironmentFile } from '../../../ground/environment';
import { branchInUse } from '../../../postgres';
import { type OpenDatabase, type OpenedDatabase, openDatabase } from '../../database/open-database';
import { environmentOfServer } from '../../worker/environment-of-server';

export interface DevEnvironmentOptions {
  /** Absolute path of the project. */
  root: string;
  /** The variables of `.env` are added to it, each time that file is read. */
  environment: NodeJS.ProcessEnv;
  signal: AbortSignal;
}

/** The databases and the environment of the application. Both may change while `dev` runs. */
export class DevEnvironment {
  readonly #options: DevEnvironmentOptions;
  readonly #file: EnvironmentFile;
  #opened: OpenDatabase | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: DevEnvironmentOptions) {
    this.#options = options;
    this.#file = new EnvironmentFile(options.root, options.environment);
  }

  get databases(): readonly OpenedDatabase[] {
    return this.#opened?.databases ?? [];
  }

  /** The environment of the server. */
  get ofServer(): NodeJS.ProcessEnv {
    return environmentOfServer(this.#options.environment, this.databases, 'development');
  }

  /** Reads `.env`. Throws when it can't be read. */
  readEnvironment(): void {
    this.#file.read();
  }

  /** Starts the databases. Throws what `openDatabase` throws. */
  async open(onProgress: (message: string) => void): Promise<OpenDatabase> {
    this.#opened = await openDatabase({ ...this.#options, onProgress });
    return this.#opened;
  }

  /**
   * Reads `.env` and the databases' configuration again. Returns the names of what changed, without values. Throws when
   * the databases can't be opened with the current configuration; the earlier ones stay open.
   */
  renew(onProgress: (message: string) => void): Promise<string[]> {
    const turn = this.#last.then(() => this.#renew(onProgress));
    this.#last = turn.catch(() => {});
    return turn;
  }

  /** Releases the databases. */
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

  /** Another git branch may have its own database. */
  #branch(): string[] {
    const before = this.databases.find(({ urls }) => urls.origin === 'embedded');
    const now = branchInUse(this.#options.root);
    if (before === undefined || before.urls.branch === now) return [];
    return [
      now === undefined ? 'the database (now the shared one)' : `the database (now of git branch ${now})`,
    ];
  }

  /** The databases that changed in prismosaic.config.ts. None while that has errors: the build reports them. */
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

/** The settings of a database, without the schemas that it is composed from. */
function placesIn({ schemaFolder, migrations, variables }: DatabaseSettings): string {
  return JSON.stringify([schemaFolder, migrations, variables]);
}
