import { Composer, type DatabaseSettings } from '../composer';
import { MigrationInspection } from '../migrations';
import { type DatabaseUrlOptions, databaseUrls } from '../postgres';
import { examineDatabase } from './database';
import { examineEngine } from './engine';
import { type Finding, problem, reasonOf } from './finding';
import { examineMigrations } from './migrations';
import { examinePrisma } from './prisma';
import { examineSchema } from './schema';

export type { Finding } from './finding';

/**
 * Checks everything that Prismosaic depends on in a project. Changes nothing, except that it starts the embedded
 * PostgreSQL when no other database is configured. Throws nothing: what can't be checked is a finding.
 */
export async function examine(
  root: string,
  environment: NodeJS.ProcessEnv,
  onProgress?: (message: string) => void,
): Promise<Finding[]> {
  const findings = [examinePrisma(root), await examineEngine(root, environment), await examineSchema(root)];
  const { databases } = await new Composer({ root }).databases();
  for (const database of databases) {
    const found = await examineOne({ root, environment, onProgress, database });
    // A single database needs no name.
    const named = (topic: string) => (databases.length > 1 ? `${database.name} ${topic}` : topic);
    findings.push(...found.map((finding) => ({ ...finding, topic: named(finding.topic) })));
  }
  return findings;
}

async function examineOne(options: DatabaseUrlOptions & { database: DatabaseSettings }): Promise<Finding[]> {
  try {
    const urls = await databaseUrls(options);
    const findings = await examineDatabase(urls);
    if (findings.length === 1) return findings;
    const { root, database } = options;
    const inspection = new MigrationInspection(root);
    return [...findings, await examineMigrations(root, { ...database, urls }, inspection)];
  } catch (error) {
    return [problem('database', reasonOf(error), 'see docs/database.md')];
  }
}
