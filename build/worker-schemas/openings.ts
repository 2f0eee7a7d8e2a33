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
  const own = (catalog: string) =>
    `NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '${catalog}'::regclass AND d.objid = o.oid AND d.deptype = 'e')`;
  const { rows } = await client.query<{ text: string }>(
    `WITH others AS MATERIALIZED (
       SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_|^information_schema$' AND nspname !~ ${escapeLiteral(ownSchemaPattern)}
         AND has_schema_privilege(${grantee}, oid, 'USAGE')),
     functions AS MATERIALIZED (
       SELECT o.oid FROM others JOIN pg_proc o ON pronamespace = others.oid WHERE prosecdef AND ${own('pg_proc')}),
     tables AS MATERIALIZED (
       SELECT o.oid FROM others JOIN pg_class o ON relnamespace = others.oid WHERE relkind IN ('r', 'p', 'v') AND ${own('pg_class')})
     SELECT format('Tests can run %1$s, which has the rights of its owner (SECURITY DEFINER). To protect your data: REVOKE EXECUTE ON FUNCTION %1$s FROM PUBLIC;', oid::regprocedure) AS text
     FROM functions WHERE has_function_privilege(${grantee}, oid, 'EXECUTE')
     UNION ALL
     SELECT format('Tests can write to the table %1$s, which is open to all. To protect your data: REVOKE ALL ON %1$s FROM PUBLIC;', oid::regclass)
     FROM tables WHERE has_table_privilege(${grantee}, oid, 'INSERT, UPDATE, DELETE')
     ORDER BY text`,
  );
  return rows.map(({ text }) => text);
}
