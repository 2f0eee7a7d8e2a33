import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { type Extensions, installed } from '../extensions';
import type { Migration } from '../migrations';
import { completeMark, resetSchema, workerSchema } from '../names';
import { databasePlace, schemaPlace } from '../worker-place';
import { makeReset, openReset } from './reset-function';

const { version }: { version: string } = require('../../package.json');

/** What a worker schema is made of. */
export interface Ingredients {
  migrations: readonly Migration[];
  /** The application's schema. */
  home: string;
  extensions: Extensions;
  /** The role that owns the worker schemas, and the one that the workers' roles are made from. */
  roles: readonly (string | undefined)[];
}

/** Equal for two worker schemas exactly when all that shaped them is equal. Hexadecimal. */
export async function fingerprintOf(client: Client, ingredients: Ingredients): Promise<string> {
  const { migrations, home, extensions, roles } = ingredients;
  const { rows } = await client.query<{ version: string }>(
    `SELECT current_setting('server_version_num') AS version`,
  );
  const { rows: versions } = await client.query(
    'SELECT extname, extversion FROM pg_extension ORDER BY extname',
  );
  const all = [
    version,
    makeReset(schemaPlace(1)),
    openReset(schemaPlace(1), ''),
    makeReset(databasePlace),
    rows[0]?.version,
    versions,
    [...(await installed(client))].sort(),
    [...extensions.schemas].sort(),
    home,
    roles,
    migrations.map(({ sql }) => sql),
  ];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 32);
}

/** The catalogs whose rows describe a relation: the column that leads to it, and the row's number. */
const ofRelations = [
  ['pg_attribute', 'attrelid', 'attrelid::bigint * 2048 + attnum', 'attnum > 0'],
  ['pg_attrdef', 'adrelid', 'x.oid', 'true'],
  ['pg_policy', 'polrelid', 'x.oid', 'true'],
  ['pg_rewrite', 'ev_class', 'x.oid', 'true'],
];
/** The catalogs of other objects, with the column that leads to their schema. */
const ofSchemas = [
  ['pg_type', 'typnamespace'],
  ['pg_proc', 'pronamespace'],
  ['pg_constraint', 'connamespace'],
  ['pg_statistic_ext', 'stxnamespace'],
];

/** A number for a row: of the text that must stay the same, and of which row it is. */
const hash = (text: string, row: string) => `hashtextextended(${text}, ${row}::bigint)`;

/** One line (schema, hash) for each row that describes an object of the schemas, by the transaction that wrote it. */
const LINES = [
  `SELECT oid, ${hash('nspacl::text', 'oid')} FROM own`,
  `SELECT relnamespace, ${hash(`concat_ws(' ', relname, relkind, relowner, (SELECT sum(hashtext(one::text)) FROM unnest(relacl) one), relrowsecurity, relforcerowsecurity)`, 'oid')} FROM relations`,
  `SELECT relnamespace, ${hash(`concat(tgenabled, tgname)`, 'x.oid')} FROM relations JOIN pg_trigger x ON tgrelid = relations.oid`,
  `SELECT relnamespace, ${hash('indisvalid::text', 'indexrelid')} FROM relations JOIN pg_index ON indexrelid = relations.oid`,
  `SELECT own.oid, ${hash('x.xmin::text', 'x.oid')} FROM own JOIN pg_type t ON typnamespace = own.oid JOIN pg_enum x ON enumtypid = t.oid`,
  ...ofRelations.map(
    ([catalog, relation, row = '', which]) =>
      `SELECT relnamespace, ${hash('x.xmin::text', `(${row})`)} FROM relations JOIN ${catalog} x ON ${relation} = relations.oid WHERE ${which}`,
  ),
  ...ofSchemas.map(
    ([catalog, schema]) =>
      `SELECT own.oid, ${hash('x.xmin::text', 'x.oid')} FROM own JOIN ${catalog} x ON ${schema} = own.oid`,
  ),
].join(' UNION ALL ');

/**
 * Digests of the structure of schemas, by their names. What tests, ANALYZE or VACUUM write is left out. All of them in one
 * query, which reads each catalog once.
 */
async function digestsOf(client: Client, schemas: readonly string[]): Promise<Map<string, string>> {
  // The catalogs' statistics know nothing of schemas that were just made: a nested loop would read catalogs many times.
  await client.query('BEGIN; SET LOCAL enable_nestloop = off; SET LOCAL jit = off');
  const { rows } = await client.query<{ name: string; digest: string }>(
    `WITH own AS MATERIALIZED (SELECT oid, nspname, nspacl FROM pg_namespace WHERE nspname = ANY ($1)),
      relations AS MATERIALIZED (SELECT c.* FROM pg_class c JOIN own ON relnamespace = own.oid),
      digests AS (SELECT schema, format('%s.%s', count(*), sum(hash)) AS digest FROM (${LINES}) lines (schema, hash) GROUP BY schema)
    SELECT nspname::text AS name, digest FROM digests JOIN own ON own.oid = schema`,
    [schemas],
  );
  await client.query('COMMIT');
  return new Map(rows.map(({ name, digest }) => [name, digest]));
}

/** The digest of a whole database. */
export async function digestOfDatabase(client: Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT nspname::text AS name FROM pg_namespace WHERE ${databasePlace.isHome('oid')} OR nspname = $1 ORDER BY 1`,
    [databasePlace.reset],
  );
  const names = rows.map(({ name }) => name);
  const digests = await digestsOf(client, names);
  return names.map((name) => `${name}=${digests.get(name) ?? ''}`).join(' ');
}

/** The digest of a worker's schema and of what brings it back. */
function digestOf(worker: number, digests: ReadonlyMap<string, string>): string {
  return [workerSchema(worker), resetSchema(worker)].map((name) => digests.get(name) ?? '').join('');
}

/** The comment that marks a worker's schema as complete, in the state that it is in now. */
export async function markOf(client: Client, worker: number, fingerprint: string): Promise<string> {
  const digests = await digestsOf(client, [workerSchema(worker), resetSchema(worker)]);
  return completeMark(`${fingerprint} ${digestOf(worker, digests)}`);
}

/** Which of these workers have a complete schema that is as it was made, with this fingerprint. */
export async function unchanged(
  client: Client,
  workers: readonly number[],
  fingerprint: string,
): Promise<number[]> {
  const { rows } = await client.query<{ name: string; mark: string }>(
    `SELECT nspname::text AS name, obj_description(oid, 'pg_namespace') AS mark FROM pg_namespace WHERE nspname = ANY ($1)`,
    [workers.map(workerSchema)],
  );
  const marks = new Map(rows.map(({ name, mark }) => [name, mark]));
  const candidates = workers.filter((worker) =>
    marks.get(workerSchema(worker))?.startsWith(completeMark(`${fingerprint} `)),
  );
  if (candidates.length === 0) return [];
  const schemas = candidates.flatMap((worker) => [workerSchema(worker), resetSchema(worker)]);
  const digests = await digestsOf(client, schemas);
  return candidates.filter(
    (worker) =>
      marks.get(workerSchema(worker)) === completeMark(`${fingerprint} ${digestOf(worker, digests)}`),
  );
}
