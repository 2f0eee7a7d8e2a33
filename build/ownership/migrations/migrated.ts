import fs from 'node:fs';
import path from 'node:path';

/** The tables and enum types that the migrations of a folder leave behind. */
export interface Migrated {
  tables: Set<string>;
  enums: Set<string>;
}

type Step = (migrated: Migrated) => void;

const name = String.raw`((?:"(?:[^"]|"")+"|[a-z_][\w$]*)(?:\s*\.\s*(?:"(?:[^"]|"")+"|[a-z_][\w$]*))?)`;
const statement = new RegExp(
  [
    String.raw`\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?${name}(\s+partition\s+of\b)?`,
    String.raw`\bdrop\s+(table|type)\s+(?:if\s+exists\s+)?(${name}(?:\s*,\s*${name})*)`,
    String.raw`\balter\s+(table|type)\s+(?:if\s+exists\s+)?(?:only\s+)?${name}\s+rename\s+to\s+${name}`,
    String.raw`\bcreate\s+type\s+${name}\s+as\s+enum\b`,
  ].join('|'),
  'gi',
);
/** What may hold words that are no statement: comments, texts, bodies of functions. */
const quoted =
  /--[^\n]*|\/\*(?:\/\*[\s\S]*?\*\/|[\s\S])*?\*\/|\be'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$|"(?:[^"]|"")*"/gi;

const known = new Map<string, { stamp: string; steps: Step[] }>();

/** Reads the migrations in the order of their names, as Prisma applies them. A folder that is not there has none. */
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
      found = { stamp, steps: stepsOf(fs.readFileSync(file, 'utf8')) };
      known.set(file, found);
    }
    for (const step of found.steps) step(migrated);
  }
  migrated.tables.delete('_prisma_migrations');
  return migrated;
}

/** What a script makes, renames and drops, one after the other. */
export function stepsOf(sql: string): Step[] {
  const code = sql.replace(quoted, (text) => (text.startsWith('"') ? text : ' '));
  return [...code.matchAll(statement)].flatMap(
    ([, created, partition, dropped, names, , , altered, from, to, type]) => {
      if (created !== undefined)
        return partition === undefined ? [(all) => all.tables.add(plain(created))] : [];
      if (type !== undefined) return [(all) => all.enums.add(plain(type))];
      if (names !== undefined)
        return (names.match(new RegExp(name, 'gi')) ?? []).map((one) => removal(dropped, one));
      if (from === undefined || to === undefined) return [];
      return [renaming(altered, from, to)];
    },
  );
}

function removal(kind: string | undefined, one: string): Step {
  return (all) => setOf(all, kind).delete(plain(one));
}

function renaming(kind: string | undefined, from: string, to: string): Step {
  return (all) => {
    if (setOf(all, kind).delete(plain(from))) setOf(all, kind).add(plain(to));
  };
}

function setOf({ tables, enums }: Migrated, kind: string | undefined): Set<string> {
  return kind?.toLowerCase() === 'type' ? enums : tables;
}

/** Without the Postgres schema before it, and as PostgreSQL reads it. */
function plain(written: string): string {
  const last = written.match(/"(?:[^"]|"")+"|[\w$]+/g)?.at(-1) ?? written;
  return last.startsWith('"') ? last.slice(1, -1).replaceAll('""', '"') : last.toLowerCase();
}
