import { type Client, escapeLiteral } from 'pg';
import { ownSchemaPattern } from './names';

/** Keeps the tables outside of a worker schema, by OID, from before a script until the check after it. */
const setting = 'prismosaic.outside';

/** The session's own schemas and PostgreSQL's. */
const inside = `(n.nspname = %SCHEMA% OR n.nspname ~ '^(pg_|information_schema$)')`;

/** The tables of schemas that are no worker's, without those of extensions: their names by OID, as JSON. */
export async function tablesOutside(client: Client): Promise<string> {
  const { rows } = await client.query<{ tables: string }>(
    `SELECT coalesce(jsonb_object_agg(c.oid, format('%I.%I', nspname, relname)), '{}')::text AS tables
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND nspname !~ '^(pg_|information_schema$)' AND nspname !~ ${escapeLiteral(ownSchemaPattern)}
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`,
  );
  return rows[0]?.tables ?? '{}';
}

/** Before a script: lets the check after it know the tables of {@link tablesOutside}. */
export async function noteOutside(client: Client, tables: string): Promise<void> {
  await client.query('SELECT set_config($1, $2, false)', [setting, tables]);
}

/** The error code of the guard, which nothing else raises. */
export const LEFT = 'PRS01';

/**
 * After a script, in its transaction: undoes all of it when it touched a table of another schema, or created something
 * there. The locks of a transaction show everything that it touched.
 */
export function guard(schema: string): string {
  const own = inside.replace('%SCHEMA%', escapeLiteral(schema));
  return `DO $prismosaic$
DECLARE reached text;
BEGIN
  SELECT string_agg(name, ', ') INTO reached FROM (
    SELECT coalesce(b.value, l.relation::regclass::text) AS name
    FROM pg_catalog.pg_locks l
      LEFT JOIN pg_catalog.jsonb_each_text(nullif(pg_catalog.current_setting('${setting}', true), '')::jsonb) b ON b.key = l.relation::text
      LEFT JOIN pg_catalog.pg_class c ON c.oid = l.relation LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE l.pid = pg_catalog.pg_backend_pid() AND l.locktype = 'relation'
      AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
      AND (b.key IS NOT NULL OR (c.relkind IN ('r', 'p', 'v', 'm', 'S') AND l.mode = 'AccessExclusiveLock' AND NOT ${own}))
    UNION
    SELECT pg_catalog.format('%I.%I', n.nspname, made.name) FROM (
      SELECT typname AS name, typnamespace AS namespace, xmin FROM pg_catalog.pg_type WHERE typrelid = 0 AND typcategory <> 'A'
      UNION ALL SELECT proname, pronamespace, xmin FROM pg_catalog.pg_proc
    ) made JOIN pg_catalog.pg_namespace n ON n.oid = made.namespace
    WHERE NOT ${own} AND made.xmin = pg_catalog.pg_current_xact_id_if_assigned()::xid
  ) found;
  IF reached IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = '${LEFT}', MESSAGE = 'it leaves the worker''s schema and reaches ' || reached;
  END IF;
END $prismosaic$`;
}
