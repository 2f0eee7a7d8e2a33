import { createHash } from 'node:crypto';
import { databaseTarget } from './database-target';

/**
 * A key for an advisory lock (`pg_advisory_lock`), which is shared by all sessions of a database: another one for each
 * Postgres schema, so that test workers don't wait for each other. The same in each process of an application.
 *
 * @param name of what is locked, such as `import`
 * @param url of the database @default `DATABASE_URL`
 * @returns a signed integer of 64 bits
 * @throws SetupError when the URL is missing or not a PostgreSQL URL
 */
export function advisoryKey(name: string, url?: string): bigint {
  return createHash('sha256')
    .update(JSON.stringify([schemaOf(url), name]))
    .digest()
    .readBigInt64BE();
}

/**
 * A channel for `LISTEN` and `NOTIFY`, which all sessions of a database share: another one for each Postgres schema. The
 * name itself in schema `public`.
 *
 * @param name such as `jobs`; at most 40 bytes
 * @param url of the database @default `DATABASE_URL`
 * @throws SetupError when the URL is missing or not a PostgreSQL URL
 */
export function channelName(name: string, url?: string): string {
  const schema = schemaOf(url);
  return schema === 'public' ? name : `${schema}_${name}`;
}

function schemaOf(url = process.env.DATABASE_URL): string {
  return databaseTarget(url, 'DATABASE_URL').schema ?? 'public';
}
