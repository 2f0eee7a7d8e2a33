import fs from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import type { DatabaseSettings } from '../composer';
import { type Finding, ok, problem, reasonOf, warning } from './finding';

const topic = 'migrations';

interface Row {
  name: string;
  finished: boolean;
}

/** Whether all migrations are applied, and whether they make what the schema says. */
export async function examineMigrations(
  root: string,
  { schemaFolder, migrations }: DatabaseSettings,
  url: string,
): Promise<Finding> {
  try {
    const written = namesIn(path.join(root, migrations));
    const rows = await readHistory(url);
    const failed = rows.filter(({ finished }) => !finished).map(({ name }) => name);
    if (failed.length > 0) {
      return problem(
        topic,
        `Failed: ${failed.join(', ')}.`,
        'run `npx prisma migrate status`, which says how to go on',
      );
    }
    const applied = new Set(rows.map(({ name }) => name));
    const pending = written.filter((name) => !applied.has(name));
    if (pending.length > 0) {
      return warning(
        topic,
        `Not applied yet: ${pending.join(', ')}.`,
        'run `npx prisma migrate deploy` (or `migrate dev`)',
      );
    }
    const unknown = [...applied].filter((name) => !written.includes(name));
    if (unknown.length > 0) {
      return problem(
        topic,
        `Applied, and not in ${migrations}: ${unknown.join(', ')}.`,
        'bring those files back',
      );
    }
    return await compareWithSchema(path.join(root, schemaFolder), url, written.length);
  } catch (error) {
    return problem(topic, reasonOf(error), 'run `npx prisma migrate status`');
  }
}

async function compareWithSchema(folder: string, url: string, count: number): Promise<Finding> {
  const files = fs.existsSync(folder)
    ? fs.readdirSync(folder).filter((name) => name.endsWith('.prisma'))
    : [];
  if (files.length === 0)
    return warning(topic, 'There is no composed schema to compare with.', 'run `npx prismosaic compose`');
  const schema = files.map((name): [string, string] => {
    const file = path.join(folder, name);
    return [file, fs.readFileSync(file, 'utf8')];
  });
  const { differences } = await import('../schema-engine/inspect');
  const text = await differences({ url }, schema);
  if (text === '') return ok(topic, `All ${count} are applied, and the database is what the schema says.`);
  return warning(
    topic,
    `The database is not what the schema says:\n${text.trim()}`,
    'run `npx prisma migrate dev --name <what changed>`',
  );
}

function namesIn(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

async function readHistory(url: string): Promise<Row[]> {
  const schema = new URL(url).searchParams.get('schema') ?? 'public';
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    const table = await client.query<{ exists: boolean }>(
      "SELECT to_regclass(quote_ident($1) || '._prisma_migrations') IS NOT NULL AS exists",
      [schema],
    );
    if (!table.rows[0]?.exists) return [];
    const { rows } = await client.query<Row>(
      `SELECT migration_name AS name, finished_at IS NOT NULL AS finished
       FROM ${client.escapeIdentifier(schema)}._prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
    );
    return rows;
  } finally {
    await client.end();
  }
}
