import fs from 'node:fs';
import path from 'node:path';
import type { DatabaseSettings } from '../composer';
import { begunMigrations } from '../server/database/migration-history';
import { type Finding, ok, problem, reasonOf, warning } from './finding';

const topic = 'migrations';

/** Whether all migrations are applied, and whether they make what the schema says. */
export async function examineMigrations(
  root: string,
  { schemaFolder, migrations }: DatabaseSettings,
  url: string,
): Promise<Finding> {
  try {
    const written = namesIn(path.join(root, migrations));
    const rows = await begunMigrations(url);
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
