import path from 'node:path';
import { branchFile, headFile } from '../../../postgres';
import { type WatchedFiles, watchFiles } from '../../watch/watch-files';
import type { DevServer } from '../dev-server';
import type { Journal } from '../journal';
import type { MigrationWatch } from '../migrations/migration-watch';
import type { DevEnvironment } from './dev-environment';

export interface EnvironmentWatchOptions {
  root: string;
  devEnvironment: DevEnvironment;
  server: DevServer;
  migrations: MigrationWatch;
  journal: Journal;
  signal: AbortSignal;
}

/** Watches `.env`, the git branch and all migrations. The bundler watches the configuration with the schemas. */
export class EnvironmentWatch {
  readonly #options: EnvironmentWatchOptions;
  readonly #environmentFile: string;
  #files: WatchedFiles | undefined;

  constructor(options: EnvironmentWatchOptions) {
    this.#options = options;
    this.#environmentFile = path.join(options.root, '.env');
  }

  /** Call this once the databases are open. */
  start(): void {
    const { root } = this.#options;
    const head = headFile(root);
    const environment = [this.#environmentFile, branchFile(root), ...(head === undefined ? [] : [head])];
    this.#files = watchFiles([...environment, ...this.#migrationFolders()], (paths) => {
      if (paths.some((file) => environment.includes(file))) void this.#environmentChanged();
      if (paths.some((file) => !environment.includes(file))) void this.#options.migrations.look();
    });
  }

  /** Reads the environment and the databases' configuration again. Resolves with true on a change. Never rejects. */
  async takeIn(): Promise<boolean> {
    const { devEnvironment, server, journal, signal } = this.#options;
    try {
      const changes = await devEnvironment.renew((message) => journal.log(message));
      if (changes.length === 0) return false;
      journal.log(`Changed: ${changes.join(', ')}`);
      this.#files?.add(this.#migrationFolders());
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      const consequence = server.serves ? 'The server keeps the previous ones' : 'Nothing is served';
      journal.fail(
        `The databases can't be opened with the current configuration. ${consequence}. Fix the configuration and save.`,
        error instanceof Error ? error.message : String(error),
      );
      return false;
    }
  }

  async close(): Promise<void> {
    this.#options.migrations.close();
    await this.#files?.close();
  }

  async #environmentChanged(): Promise<void> {
    const { server, migrations } = this.#options;
    if (!(await this.takeIn())) return;
    await migrations.deploy();
    await server.renew();
    await migrations.look();
  }

  #migrationFolders(): string[] {
    const { root, devEnvironment } = this.#options;
    return devEnvironment.databases.map(({ migrations }) => path.join(root, migrations));
  }
}
