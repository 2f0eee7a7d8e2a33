/**
 * SQL that returns who holds locks on some tables: process, application, state, since when, and the latest
 * query. NULL when no session does.
 *
 * @param tables an SQL condition on rows of pg_class
 */
export const holdersOf = (tables: string): string => `(
  SELECT string_agg(DISTINCT format('process %s (%s), %s since %s: %s', pid,
    coalesce(nullif(application_name, ''), usename), state, to_char(xact_start, 'HH24:MI:SS'), left(query, 200)), '; ')
  FROM pg_catalog.pg_locks JOIN pg_catalog.pg_stat_activity USING (pid)
  WHERE pid <> pg_backend_pid() AND granted AND relation IN
    (SELECT oid FROM pg_catalog.pg_class WHERE ${tables}))`;
