import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Client } from 'pg';

/** A migration in the project's folder. */
export interface WrittenMigration {
  name: string;
  /** Checksums that Prisma may have recorded for it, with each kind of line endings. */
  checksums: readonly string[];
}

/** A migration that was started in a database and not rolled back. */
export interface RecordedMigration {
  name: string;
  checksum: string;
  finished: boolean;
  /** Why it failed; null when it was not finished. */
  logs: string | null;
}

/** What a database records about its migrations. */
export interface RecordedHistory {
  recorded: RecordedMigration[];
  /** Whether a process is applying migrations right now. */
  applying: boolean;
  /** Whether there is a table besides Prisma's own. */
  hasTables: boolean;
  /** A hash that changes when tables, columns, types, keys or indexes change. */
  structure: string;
}

/** The lock that Prisma's engines hold while they apply migrations. */
const MIGRATION_LOCK = 72_707_369;

/** Reads the migrations in a folder that have a script, sorted by name. */
export function writtenMigrations(folder: string): WrittenMigration[] {
  if (!fs.existsSync(folder)) return [];
  const scripts = fs
    .readdirSync(folder)
    .map((name) => ({ name, file: path.join(folder, name, 'migration.sql') }));
  return scripts
    .filter(({ file }) => fs.existsSync(file))
    .map(({ name, file }) => ({ name, checksums: checksumsOf(fs.readFileSync(file)) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Returns the checksums that Prisma records for a script, with each kind of line endings. */
export function checksumsOf(script: Buffer): string[] {
  const unix = script.toString('utf8').replaceAll('\r\n', '\n');
  const texts = [script, unix, unix.replaceAll('\n', '\r\n')];
  return [...new Set(texts.map((text) => createHash('sha256').update(text).digest('hex')))];
}

/** Reads the history from a database. Throws when it can't be read. */
export async function recordedHistory(url: string): Promise<RecordedHistory> {
  const { connect } = await import('@prismosaic/schema-engine/inspect');
  const client = await connect(url);
  try {
    const { rows } = await client.query<Omit<RecordedHistory, 'recorded'> & { recorded: boolean }>(FACTS, [
      MIGRATION_LOCK,
    ]);
    const [facts] = rows;
    if (facts === undefined) throw new Error('The database does not answer.');
    return { ...facts, recorded: facts.recorded ? await recordedIn(client) : [] };
  } finally {
    await client.end();
  }
}

const FACTS = `
  WITH relations AS (
    SELECT oid, relname, relkind FROM pg_catalog.pg_class
    WHERE relname <> '_prisma_migrations' AND relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = current_schema())
  )
  SELECT to_regclass('_prisma_migrations') IS NOT NULL AS recorded,
    EXISTS (SELECT FROM relations WHERE relkind IN ('r', 'p')) AS "hasTables",
    EXISTS (SELECT FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND granted AND objid = $1
      AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())) AS applying,
    md5(concat_ws('/',
      (SELECT string_agg(concat(oid, relname), ',' ORDER BY oid) FROM relations),
      (SELECT string_agg(a.xmin::text, ',' ORDER BY attrelid, attnum) FROM pg_catalog.pg_attribute a
        JOIN relations ON relations.oid = attrelid),
      (SELECT string_agg(d.xmin::text, ',' ORDER BY d.oid) FROM pg_catalog.pg_attrdef d JOIN relations ON relations.oid = adrelid),
      (SELECT string_agg(c.xmin::text, ',' ORDER BY c.oid) FROM pg_catalog.pg_constraint c JOIN relations ON relations.oid = conrelid),
      (SELECT string_agg(concat(enumtypid, enumlabel), ',' ORDER BY enumtypid, enumsortorder) FROM pg_catalog.pg_enum)
    )) AS structure`;

async function recordedIn(client: Client): Promise<RecordedMigration[]> {
  const { rows } = await client.query<RecordedMigration>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished, logs
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return rows;
}
