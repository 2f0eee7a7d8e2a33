import fs from 'node:fs';
import path from 'node:path';
import { database, migrationRole, runtimeRole } from '../postgres/roles/roles';
import { prepareWorkerSchemas, type WorkerSchemas } from '../worker-schemas/prepare';
import { Checkout } from './postgres/checkout';

/** Its own server, with a folder for migrations. */
export class Scratch extends Checkout {
  url(role: 'runtime' | 'migration', name = database): string {
    const { port, passwords } = this.record();
    const user = role === 'runtime' ? runtimeRole : migrationRole;
    return `postgresql://${user}:${passwords[role]}@127.0.0.1:${port}/${name}`;
  }

  migration(name: string, sql: string): void {
    const folder = path.join(this.root, 'migrations', name);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'migration.sql'), sql);
  }

  forget(name: string): void {
    fs.rmSync(path.join(this.root, 'migrations', name), { recursive: true });
  }

  prepare(
    workers: number,
    migrationUrl = this.url('migration'),
    runtimeUrl = this.url('runtime'),
  ): Promise<WorkerSchemas> {
    return prepareWorkerSchemas({
      migrationUrl,
      runtimeUrl,
      workers,
      migrations: path.join(this.root, 'migrations'),
    });
  }
}
