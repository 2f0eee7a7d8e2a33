import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { differingDatabases } from '../../server/database/prisma-command';
import type { Notice } from '../notices';
import { prismaOf } from './commands';
import type { MigrationWatchOptions } from './migration-watch';

/** Says when the schemas have gone further than the databases. */
export class SchemaComparison {
  readonly #options: MigrationWatchOptions;
  #seen: string | undefined;
  #comparing = false;

  constructor(options: MigrationWatchOptions) {
    this.#options = options;
  }

  /** Compares, when the schemas are not those of the last comparison. Never rejects. */
  async compare(): Promise<void> {
    if (this.#comparing) return;
    this.#comparing = true;
    const { surroundings, journal, notices, signal } = this.#options;
    try {
      for (let now = this.#composed(); now !== this.#seen; now = this.#composed()) {
        this.#seen = now;
        const differing = await differingDatabases({ ...this.#options, databases: surroundings.databases });
        notices.set('schemas', []);
        for (const line of notices.set('schemas', differing.map(notice))) journal.tell(line);
      }
    } catch (error) {
      if (!signal.aborted)
        journal.fail('The migrations need you.', error instanceof Error ? error.message : String(error));
    } finally {
      this.#comparing = false;
    }
  }

  /** The databases have become others: what was compared says nothing any more. */
  async compareAnew(): Promise<void> {
    this.#seen = undefined;
    await this.compare();
  }

  /** A hash of the composed files. */
  #composed(): string {
    const hash = createHash('sha256');
    for (const { schemaFolder } of this.#options.surroundings.databases) {
      const folder = path.join(this.#options.root, schemaFolder);
      for (const name of fs.readdirSync(folder).sort()) {
        hash.update(`${name}\0`).update(fs.readFileSync(path.join(folder, name)));
      }
    }
    return hash.digest('hex');
  }
}

function notice({ name }: { name: string }): Notice {
  const which = name === 'default' ? '' : ` ${name}`;
  return {
    what: `The database${which} lacks what the schemas say now`,
    command: `${prismaOf(name)} migrate dev --name <what-changed>`,
  };
}
