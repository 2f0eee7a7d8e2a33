import { createHash } from 'node:crypto';
import { type Client, escapeLiteral } from 'pg';
import { type Extensions, installed } from '../extensions';
import type { Migration } from '../migrations';
import { completeMark, resetSchema, workerSchema } from '../names';
import { makeReset } from './reset-function';

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
    makeReset(1, ''),
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

/** The catalogs whose rows describe a schema's objects, with the column that leads to the schema. */
const catalogs = [
  ...['pg_attribute.attrelid', 'pg_attrdef.adrelid', 'pg_policy.polrelid', 'pg_rewrite.ev_class'],
  'pg_statistic_ext.stxrelid',
].map((place) => place.split('.') as [string, string]);

/**
 * SQL that returns a digest of a schema's structure: of the rows that describe it, each by the transaction that wrote it.
 * What a run of the tests, ANALYZE or VACUUM writes is left out.
 *
 * @param schema an SQL expression for the schema's OID
 */
function digestSql(schema: string): string {
  const relations = `(SELECT oid FROM pg_class WHERE relnamespace = ${schema})`;
  const parts = [
    `SELECT format('class %s %s %s %s %s %s %s', oid, relname, relkind, relowner, relacl, relrowsecurity, relforcerowsecurity) FROM pg_class WHERE relnamespace = ${schema}`,
    `SELECT format('trigger %s %s %s', oid, tgname, tgenabled) FROM pg_trigger WHERE tgrelid IN ${relations}`,
    `SELECT format('index %s %s', indexrelid, indisvalid) FROM pg_index WHERE indexrelid IN ${relations}`,
    `SELECT format('type %s %s', oid, xmin) FROM pg_type WHERE typnamespace = ${schema}`,
    `SELECT format('enum %s %s', oid, xmin) FROM pg_enum WHERE enumtypid IN (SELECT oid FROM pg_type WHERE typnamespace = ${schema})`,
    `SELECT format('constraint %s %s', oid, xmin) FROM pg_constraint WHERE connamespace = ${schema}`,
    `SELECT format('proc %s %s', oid, xmin) FROM pg_proc WHERE pronamespace = ${schema}`,
    `SELECT format('schema %s', nspacl) FROM pg_namespace WHERE oid = ${schema}`,
    ...catalogs.map(
      ([catalog, column]) =>
        `SELECT format('${catalog} %s %s', ${column}, ${catalog}.xmin) FROM ${catalog} WHERE ${column} IN ${relations}`,
    ),
  ];
  return `(SELECT md5(string_agg(line, E'\\n' ORDER BY line)) FROM (${parts.join(' UNION ALL ')}) lines (line))`;
}

/** SQL for the digest of a worker's schema and of what brings it back. */
const digestOf = (worker: number): string =>
  [workerSchema(worker), resetSchema(worker)]
    .map((name) => `coalesce(${digestSql(`to_regnamespace(${escapeLiteral(name)})::oid`)}, '')`)
    .join(' || ');

/** The comment that marks a worker's schema as complete, in the state that it is in now. */
export async function markOf(client: Client, worker: number, fingerprint: string): Promise<string> {
  const { rows } = await client.query<{ digest: string }>(`SELECT ${digestOf(worker)} AS digest`);
  return completeMark(`${fingerprint} ${rows[0]?.digest}`);
}

/** Which of these workers have a complete schema that is as it was made, with this fingerprint. */
export async function unchanged(
  client: Client,
  workers: readonly number[],
  fingerprint: string,
): Promise<number[]> {
  const each = workers.map(
    (worker) => `SELECT ${worker} AS worker, ${digestOf(worker)} AS digest,
      obj_description(to_regnamespace(${escapeLiteral(workerSchema(worker))}), 'pg_namespace') AS mark`,
  );
  const { rows } = await client.query<{ worker: number; digest: string; mark: string | null }>(
    each.join(' UNION ALL '),
  );
  return rows
    .filter(({ digest, mark }) => mark === completeMark(`${fingerprint} ${digest}`))
    .map(({ worker }) => worker);
}
