import fs from 'node:fs';
import path from 'node:path';

interface MigrationsPlace {
  root: string;
  /** The migrations' folder, relative to the root. */
  folder: string;
  /** The Postgres schema that they are written for. */
  schema: string;
}

/**
 * When this process exits, reports on stderr which migrations the test workers can't replay, new ones included: where,
 * why, and what to write instead.
 */
export async function reportUnreplayable(place: MigrationsPlace): Promise<void> {
  const { relocate, extensionSchemas, madeExtensions } = await import('../migrations/relocation');
  const { placeOf } = await import('@prismosaic/schema-engine/sql');
  const before = new Set(scriptsOf(place).map(({ file }) => file));
  process.once('exit', () => {
    const scripts = scriptsOf(place);
    const shared = extensionSchemas(scripts.map(({ sql }) => sql));
    for (const { file, sql } of scripts) {
      const say = (at: number, text: string) => {
        const { line, column } = placeOf(sql, at);
        process.stderr.write(`${file}:${line}:${column}: ${text}\n`);
      };
      for (const { at, what, fix } of relocate(sql, { from: place.schema, to: 'test_1', shared }).obstacles)
        say(at, `the test workers can't replay this migration: ${what} ${fix}`);
      // An applied migration can't be edited.
      if (before.has(file)) continue;
      for (const { statement, name, place: where } of madeExtensions(sql)) {
        if (where !== undefined && where.schema !== place.schema) continue;
        say(
          statement.at,
          `the extension "${name}" is in the schema "${place.schema}", which test workers don't search. ` +
            'Write `SCHEMA pg_catalog`, and every schema finds it (docs/testing.md).',
        );
      }
    }
  });
}

function scriptsOf({ root, folder }: MigrationsPlace): { file: string; sql: string }[] {
  const all = path.join(root, folder);
  if (!fs.existsSync(all)) return [];
  return fs
    .readdirSync(all)
    .sort()
    .map((name) => path.join(folder, name, 'migration.sql'))
    .filter((file) => fs.existsSync(path.join(root, file)))
    .map((file) => ({ file, sql: fs.readFileSync(path.join(root, file), 'utf8') }));
}
