import { type Client, escapeLiteral } from 'pg';
import { ownSchemaPattern } from './names';

/**
 * What all roles may do in schemas other than the workers', so that a test could change development data: functions
 * with their owner's rights, and tables that are open to all. Changes no privileges, but returns the statement that
 * closes each.
 *
 * @param role a worker's
 */
export async function openingsOf(client: Client, role: string): Promise<string[]> {
  const grantee = escapeLiteral(role);
  const others = `FROM pg_namespace n WHERE n.nspname !~ '^pg_|^information_schema$' AND n.nspname !~ ${escapeLiteral(ownSchemaPattern)}
    AND has_schema_privilege(${grantee}, n.oid, 'USAGE')`;
  const own = (catalog: string) =>
    `NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '${catalog}'::regclass AND d.objid = o.oid AND d.deptype = 'e')`;
  const { rows } = await client.query<{ text: string }>(
    `SELECT format('Tests can run %s, which has the rights of its owner (SECURITY DEFINER). To protect your data: REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC;', name, name) AS text
     FROM (SELECT o.oid::regprocedure::text AS name FROM pg_proc o WHERE prosecdef AND has_function_privilege(${grantee}, o.oid, 'EXECUTE')
       AND pronamespace IN (SELECT n.oid ${others}) AND ${own('pg_proc')}) f
     UNION ALL
     SELECT format('Tests can write to the table %s, which is open to all. To protect your data: REVOKE ALL ON %s FROM PUBLIC;', name, name)
     FROM (SELECT o.oid::regclass::text AS name FROM pg_class o WHERE relkind IN ('r', 'p', 'v') AND has_table_privilege(${grantee}, o.oid, 'INSERT, UPDATE, DELETE')
       AND relnamespace IN (SELECT n.oid ${others}) AND ${own('pg_class')}) t
     ORDER BY text`,
  );
  return rows.map(({ text }) => text);
}
