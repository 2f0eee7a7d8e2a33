import type { Client } from 'pg';

/** Everything in a schema: objects, their definitions, rows. Equal when nothing has changed. */
export async function contentsOf(client: Client, schema: string): Promise<unknown> {
  const ask = async (sql: string) => (await client.query(sql, [schema])).rows;
  const tables = await ask(
    `SELECT c.oid::regclass::text AS name, c.oid, c.relfilenode, c.relkind, c.relacl::text
     FROM pg_class c WHERE c.relnamespace = quote_ident($1)::regnamespace ORDER BY c.oid`,
  );
  const rows: Record<string, unknown> = {};
  for (const { name, relkind } of tables) {
    if (!['r', 'S', 'm'].includes(relkind)) continue;
    rows[name] = (await client.query(`SELECT * FROM ${name}`)).rows.map((row) => JSON.stringify(row)).sort();
  }
  return {
    tables,
    rows,
    columns: await ask(
      `SELECT attrelid::regclass::text, attnum, attname, atttypid::regtype::text, attnotnull FROM pg_attribute
       JOIN pg_class c ON c.oid = attrelid WHERE c.relnamespace = quote_ident($1)::regnamespace ORDER BY attrelid, attnum`,
    ),
    types: await ask(
      `SELECT t.oid, typname, (SELECT array_agg(enumlabel::text ORDER BY enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)
       FROM pg_type t WHERE typnamespace = quote_ident($1)::regnamespace ORDER BY t.oid`,
    ),
    functions: await ask(
      `SELECT oid, proname, prosrc, proacl::text FROM pg_proc WHERE pronamespace = quote_ident($1)::regnamespace ORDER BY oid`,
    ),
    schema: await ask(
      `SELECT nspname, nspacl::text, obj_description(oid) FROM pg_namespace WHERE nspname = $1 OR nspname !~ '^(pg_|test_)'`,
    ),
  };
}
