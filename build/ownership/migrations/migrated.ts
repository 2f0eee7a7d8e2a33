import fs from 'node:fs';
import path from 'node:path';
import { type Migrated, type Step, stepsOf } from './steps';

export type { Migrated };

const known = new Map<string, { stamp: string; steps: Step[] }>();

/** Reads the migrations in the order of their names, as Prisma applies them. A missing folder has none. */
export function migratedBy(folder: string): Migrated {
  const migrated: Migrated = { tables: new Set(), enums: new Set() };
  if (!fs.existsSync(folder)) return migrated;
  const entries = fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const entry of entries.map(({ name }) => name).sort()) {
    const file = path.join(folder, entry, 'migration.sql');
    const stats = fs.statSync(file, { throwIfNoEntry: false });
    if (stats?.isFile() !== true) continue;
    const stamp = `${stats.size} ${stats.mtimeMs}`;
    let found = known.get(file);
    if (found?.stamp !== stamp) {
      found = { stamp, steps: [...stepsOf(fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, ''))] };
      known.set(file, found);
    }
    for (const step of found.steps) step(migrated);
  }
  migrated.tables.delete('_prisma_migrations');
  return migrated;
}
