import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { branchInUse } from '../../postgres/branches/branch-record';
import { readMigrations } from '../migrations';
import type { RunDatabasesOptions } from './run-databases';

const USED = 'used';

const { version }: { version: string } = require('../../package.json');

export interface RecordContent {
  /** Absolute path. */
  file: string;
  /** Of all that shapes the worker schemas, as far as files and the environment show it. */
  digest: string;
}

/**
 * Whether the worker schemas were complete after the last run. Only a hint for when to prepare them: before the tests, where
 * that may take long, or when a test asks.
 */
export interface ReadyRecord {
  content: RecordContent;
  matches: boolean;
  /** Whether a test of the last run used a database: then one of the next run probably will, too. */
  used: boolean;
}

export function readyRecord({ root, databases, workers, strategy }: RunDatabasesOptions): ReadyRecord {
  const hash = createHash('sha256');
  const all = databases.map(({ name, migrations, variables }) => {
    const url = process.env[variables.migration] || process.env[variables.runtime];
    return [name, withoutPassword(url), readMigrations(path.join(root, migrations)).map(({ sql }) => sql)];
  });
  hash.update(JSON.stringify([version, workers, strategy, branchInUse(root), all]));
  const content = { file: path.join(root, '.prismosaic', 'worker-schemas'), digest: hash.digest('hex') };
  const [digest, use] = read(content.file)?.split('\n') ?? [];
  return { content, matches: digest === content.digest, used: use === USED };
}

function withoutPassword(url: string | undefined): string | undefined {
  return url?.replace(/:[^:@/]*@/, '@');
}

function read(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Notes whether a test of a run used a database, unless the run failed. */
export function noteUse(record: RecordContent, used: boolean): void {
  if (read(record.file)?.split('\n')[0] === record.digest) writeRecord(record, used);
}

/** @param used whether a test of this run used a database */
export function writeRecord({ file, digest }: RecordContent, used: boolean): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${digest}\n${used ? USED : ''}`);
}

export function removeRecord({ file }: RecordContent): void {
  fs.rmSync(file, { force: true });
}
