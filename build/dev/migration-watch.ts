import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { differingDatabases, migrateDeploy, type PrismaCommandOptions } from '../server/prisma-command';
import { type Journal, since } from './journal';

/** Keeps the database at the project's migrations, and says when the schemas have gone further than those. */
export class MigrationWatch {
  readonly #options: PrismaCommandOptions;
  readonly #journal: Journal;
  #seen: string | undefined;
  #deployed = false;
  #comparing = false;

  constructor(options: PrismaCommandOptions, journal: Journal) {
    this.#options = options;
    this.#journal = journal;
  }

  /** Applies the migrations that the database lacks, once a run. Never rejects; a failure is told and tried again. */
  async deploy(): Promise<void> {
    if (this.#deployed) return;
    const began = performance.now();
    try {
      const { summary } = await migrateDeploy(this.#options);
      this.#deployed = true;
      this.#journal.tell(`Migrations: ${summary} (${since(began)})`);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Compares the schemas with the database when they are not those of the last comparison. Never rejects. */
  async compare(): Promise<void> {
    if (this.#comparing) return;
    this.#comparing = true;
    try {
      for (let now = this.#composed(); now !== this.#seen; now = this.#composed()) {
        this.#seen = now;
        for (const { name } of await differingDatabases(this.#options)) {
          const [which, prisma] =
            name === 'default' ? ['', 'prisma'] : [` ${name}`, `prismosaic prisma ${name} --`];
          this.#journal.tell(
            `The database${which} lacks what the schemas say now: npx ${prisma} migrate dev --name <what-changed>`,
          );
        }
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#comparing = false;
    }
  }

  #fail(error: unknown): void {
    if (this.#options.signal.aborted) return;
    this.#journal.fail('The migrations need you.', error instanceof Error ? error.message : String(error));
  }

  /** A hash of the composed files. */
  #composed(): string {
    const hash = createHash('sha256');
    for (const { schemaFolder } of this.#options.databases) {
      const folder = path.join(this.#options.root, schemaFolder);
      for (const name of fs.readdirSync(folder).sort()) {
        hash.update(`${name}\0`).update(fs.readFileSync(path.join(folder, name)));
      }
    }
    return hash.digest('hex');
  }
}
