import { databaseUrls } from '../postgres';
import { examineDatabase } from './database';
import { examineEngine } from './engine';
import { type Finding, problem, reasonOf } from './finding';
import { examineMigrations } from './migrations';
import { examineSchema } from './schema';

export type { Finding } from './finding';

/**
 * Looks at all that Prismosaic depends on in a project. Changes nothing, except that the embedded PostgreSQL is
 * brought up when no other database is named. Throws nothing: what can't be looked at is a finding.
 */
export async function examine(
  root: string,
  environment: NodeJS.ProcessEnv,
  onProgress?: (message: string) => void,
): Promise<Finding[]> {
  const findings = [await examineEngine(root, environment), await examineSchema(root)];
  try {
    const urls = await databaseUrls({ root, environment, onProgress });
    const database = await examineDatabase(urls);
    findings.push(...database);
    if (database.length > 1) findings.push(await examineMigrations(root, urls.migration));
  } catch (error) {
    findings.push(problem('database', reasonOf(error), 'see docs/database.md'));
  }
  return findings;
}
