import type { Client } from 'pg';

/** SQL that returns a line for each object of a kind in the schema `$1`, with all that defines it. */
const kinds: Record<string, string> = {
  relations: `SELECT relname, relkind, relpersistence, relrowsecurity, relforcerowsecurity, relreplident, reloptions,
      relispartition, pg_get_expr(relpartbound, oid) AS bound, pg_get_partkeydef(oid) AS key,
      (SELECT string_agg(inhparent::regclass::text, ',') FROM pg_inherits WHERE inhrelid = c.oid) AS parents
    FROM pg_class c WHERE relnamespace = $1::regnamespace AND relkind <> 'i' AND relkind <> 'I'`,
  columns: `SELECT c.relname, attname, attnum, format_type(atttypid, atttypmod) AS type, attnotnull, attidentity, attgenerated,
      attstorage, attcompression, attcollation::regcollation::text AS collation, attstattarget,
      pg_get_expr(adbin, adrelid) AS value, col_description(c.oid, attnum) AS comment
    FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = c.oid AND adnum = attnum
    WHERE relnamespace = $1::regnamespace AND attnum > 0 AND NOT attisdropped`,
  constraints: `SELECT conname, contype, coalesce(conrelid::regclass::text, contypid::regtype::text) AS of, condeferrable,
      condeferred, convalidated, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE connamespace = $1::regnamespace AND contype <> 'n'`,
  indexes: `SELECT relname, pg_get_indexdef(c.oid) AS definition, indisvalid, indisunique, indisprimary, indisreplident, indisclustered
    FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE relnamespace = $1::regnamespace`,
  views: `SELECT relname, pg_get_viewdef(oid) AS definition, relispopulated FROM pg_class
    WHERE relnamespace = $1::regnamespace AND relkind IN ('v', 'm')`,
  functions: `SELECT proname, prokind, CASE WHEN prokind <> 'a' THEN pg_get_functiondef(oid) END AS definition,
      prosecdef, proleakproof, provolatile, proparallel, proconfig
    FROM pg_proc WHERE pronamespace = $1::regnamespace`,
  triggers: `SELECT tgname, tgenabled, pg_get_triggerdef(t.oid) AS definition FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
    WHERE relnamespace = $1::regnamespace AND NOT tgisinternal`,
  rules: `SELECT c.relname, rulename, pg_get_ruledef(r.oid) AS definition FROM pg_rewrite r JOIN pg_class c ON c.oid = ev_class
    WHERE relnamespace = $1::regnamespace AND rulename <> '_RETURN'`,
  policies: `SELECT c.relname, polname, polcmd, polpermissive, pg_get_expr(polqual, polrelid) AS using, pg_get_expr(polwithcheck, polrelid) AS check
    FROM pg_policy JOIN pg_class c ON c.oid = polrelid WHERE relnamespace = $1::regnamespace`,
  sequences: `SELECT relname, seqtypid::regtype::text AS type, seqstart, seqincrement, seqmax, seqmin, seqcache, seqcycle,
      pg_get_serial_sequence(NULL, NULL) AS own, (SELECT refobjid::regclass::text || '.' || refobjsubid FROM pg_depend
        WHERE objid = c.oid AND deptype IN ('a', 'i') AND refclassid = 'pg_class'::regclass) AS owned
    FROM pg_sequence JOIN pg_class c ON c.oid = seqrelid WHERE relnamespace = $1::regnamespace`,
  types: `SELECT typname, typtype, typcategory, typnotnull, typdefault, format_type(typbasetype, typtypmod) AS base,
      (SELECT array_agg(enumlabel::text ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid) AS labels,
      (SELECT rngsubtype::regtype::text FROM pg_range WHERE rngtypid = t.oid) AS range
    FROM pg_type t WHERE typnamespace = $1::regnamespace`,
  statistics: `SELECT stxname, pg_get_statisticsobjdef(oid) AS definition FROM pg_statistic_ext WHERE stxnamespace = $1::regnamespace`,
  comments: `SELECT coalesce(c.relname, p.proname, t.typname, n.conname) AS name, classoid::regclass::text AS kind, objsubid, description
    FROM pg_description d
      LEFT JOIN pg_class c ON classoid = 'pg_class'::regclass AND c.oid = objoid AND relnamespace = $1::regnamespace
      LEFT JOIN pg_proc p ON classoid = 'pg_proc'::regclass AND p.oid = objoid AND pronamespace = $1::regnamespace
      LEFT JOIN pg_type t ON classoid = 'pg_type'::regclass AND t.oid = objoid AND typnamespace = $1::regnamespace
      LEFT JOIN pg_constraint n ON classoid = 'pg_constraint'::regclass AND n.oid = objoid AND connamespace = $1::regnamespace
    WHERE coalesce(c.oid, p.oid, t.oid, n.oid) IS NOT NULL`,
};

/**
 * All that defines a schema, as sorted lines; its name is replaced. Without grants and owners, which are the workers' own.
 *
 * @param client with that schema alone in its search path
 */
export async function catalogOf(client: Client, schema: string): Promise<string[]> {
  const lines: string[] = [];
  for (const [kind, sql] of Object.entries(kinds)) {
    const { rows } = await client.query(sql, [schema]);
    for (const row of rows) lines.push(`${kind} ${JSON.stringify(row).replaceAll(schema, 'SCHEMA')}`);
  }
  return lines.sort();
}
