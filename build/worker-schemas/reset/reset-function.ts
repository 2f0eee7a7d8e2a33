import { escapeIdentifier, escapeLiteral } from 'pg';
import { historyFunction, mark, resetFunction, restartFunction, restrictFunction } from '../names';
import type { WorkerPlace } from '../worker-place';

/** Tables above this many bytes are truncated; smaller ones are emptied faster by DELETE. */
const LARGE = 1_000_000;

/** A row as text is the same in every session only with these. */
const settings = `SET search_path = pg_catalog, pg_temp SET client_min_messages = 'warning' SET row_security = off
  SET TimeZone = 'UTC' SET DateStyle = 'ISO' SET IntervalStyle = 'postgres' SET extra_float_digits = 1 SET bytea_output = 'hex'`;

/** SQL that returns the sum over a table's rows, whatever their order: how many there are, and of their contents. */
const SUM = `'SELECT count(*) || '':'' || coalesce(sum(hashtextextended(row::text, 0)), 0) FROM ONLY %s row'`;

/**
 * SQL that makes the reset schema of a worker, when its migrations have run: copies of the rows that they inserted, the
 * states of the sequences and of the materialised views, and a function that brings all of them back. Run it as the owner
 * of the worker's schema, who has the rights that the function needs: the worker's role may only call it.
 */
export function makeReset({ reset, isHome }: WorkerPlace): string {
  const schema = escapeIdentifier(reset);
  const own = (kinds: string) => `${isHome('relnamespace')} AND relkind IN (${kinds}) AND ${ofNoExtension}`;
  return `CREATE TABLE ${schema}.reference (relation oid PRIMARY KEY, name text NOT NULL, columns text NOT NULL, sum text NOT NULL);
CREATE TABLE ${schema}.sequences (relation oid PRIMARY KEY, value bigint NOT NULL, called boolean NOT NULL);
CREATE TABLE ${schema}.views (relation oid PRIMARY KEY, file oid NOT NULL);
CREATE TABLE ${schema}.restricted (kept text[] NOT NULL);
CREATE FUNCTION ${schema}.note() RETURNS void LANGUAGE plpgsql ${settings} AS $prismosaic$
DECLARE
  one record;
  filled boolean;
  list text;
BEGIN
  FOR one IN SELECT oid, oid::regclass::text AS name, relforcerowsecurity AS forced FROM pg_class
      WHERE ${own("'r'")} AND pg_relation_size(oid) > 0 ORDER BY oid LOOP
    IF one.forced THEN EXECUTE 'ALTER TABLE ' || one.name || ' NO FORCE ROW LEVEL SECURITY'; END IF;
    EXECUTE format('SELECT EXISTS (SELECT FROM ONLY %s)', one.name) INTO filled;
    IF filled THEN
      EXECUTE format('CREATE TABLE ${schema}.%I AS SELECT * FROM ONLY %s', 'rows ' || one.oid, one.name);
      INSERT INTO ${schema}.reference SELECT one.oid, one.name,
        (SELECT coalesce(string_agg(quote_ident(attname), ', ' ORDER BY attnum), '') FROM pg_attribute
          WHERE attrelid = one.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''), ${schema}.sum(one.name);
    END IF;
    IF one.forced THEN EXECUTE 'ALTER TABLE ' || one.name || ' FORCE ROW LEVEL SECURITY'; END IF;
  END LOOP;
  SELECT string_agg(format('SELECT %s::oid, last_value, is_called FROM %s', oid, oid::regclass), ' UNION ALL ') INTO list
    FROM pg_class WHERE ${own("'S'")};
  IF list IS NOT NULL THEN EXECUTE 'INSERT INTO ${schema}.sequences ' || list; END IF;
  INSERT INTO ${schema}.views SELECT oid, pg_relation_filenode(oid) FROM pg_class
    WHERE ${own("'m'")} AND relispopulated;
END $prismosaic$;
CREATE FUNCTION ${schema}.sum(name text) RETURNS text LANGUAGE plpgsql ${settings} AS $prismosaic$
DECLARE found text;
BEGIN
  EXECUTE format(${SUM}, name) INTO found;
  RETURN found;
END $prismosaic$;
${resetText(schema, own("'r'"))}
SELECT ${schema}.note();
DROP FUNCTION ${schema}.note();
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ${schema} FROM PUBLIC;`;
}

/** Lets a worker's role call the functions. Run it as {@link makeReset}. */
export function openReset({ reset, history, isHome }: WorkerPlace, user: string): string {
  const schema = escapeIdentifier(reset);
  const role = escapeIdentifier(user);
  const tables = `${isHome('relnamespace')} AND relkind IN ('r', 'p', 'v', 'm', 'f') AND ${ofNoExtension}`;
  return `${historyText(schema, escapeIdentifier(history), role)}
${restrictText(schema, role, tables)}
GRANT USAGE ON SCHEMA ${schema} TO ${role};
GRANT EXECUTE ON FUNCTION ${schema}.${resetFunction}(), ${schema}.${restartFunction}(), ${schema}.${historyFunction}(boolean), ${schema}.${restrictFunction}(text[]) TO ${role};`;
}

/** SQL: whether a relation belongs to no extension. */
const ofNoExtension = `NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = pg_class.oid AND d.deptype = 'e')`;

/**
 * The function. Only what was written costs time: a table without a page has never had a row. Large tables are truncated;
 * one statement deletes the rows of all others, so PostgreSQL checks foreign keys when all are deleted, in any order. Triggers of the migrations do not
 * fire. Reference rows come back only when one of them differs. A table that a transaction of others is about to write waits
 * for it, by its lock.
 */
function resetText(schema: string, own: string): string {
  return `CREATE FUNCTION ${schema}.${restartFunction}() RETURNS void LANGUAGE sql SECURITY DEFINER ${settings} AS $prismosaic$
  SELECT setval(relation::regclass, value, called) FROM ${schema}.sequences
    WHERE pg_sequence_last_value(relation) IS DISTINCT FROM CASE WHEN called THEN value END;
$prismosaic$;
CREATE FUNCTION ${schema}.${resetFunction}() RETURNS void LANGUAGE plpgsql SECURITY DEFINER ${settings} AS $prismosaic$
DECLARE
  written oid[];
  kept oid[] := '{}';
  large oid[] := '{}';
  list text;
  before text[] := '{}';
  after text[] := '{}';
  one record;
BEGIN
  SELECT array_agg(oid ORDER BY oid) INTO written FROM pg_class
    WHERE ${own} AND (pg_relation_size(oid) > 0 OR oid IN (
      SELECT relation FROM pg_locks WHERE locktype = 'relation' AND pid <> pg_backend_pid()
        AND mode IN ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())));
  IF written IS NOT NULL THEN
    SELECT string_agg('ONLY ' || oid::regclass, ', ' ORDER BY oid) INTO list FROM unnest(written) oid;
    EXECUTE 'LOCK TABLE ' || list || ' IN SHARE ROW EXCLUSIVE MODE';
    -- With what refers to them, as TRUNCATE demands it; not in partitions, which can't be truncated alone.
    WITH RECURSIVE found AS (
      SELECT oid FROM unnest(written) oid WHERE pg_relation_size(oid) > ${LARGE}
      UNION SELECT conrelid FROM found JOIN pg_constraint ON confrelid = found.oid AND contype = 'f'
    ) SELECT coalesce(array_agg(found.oid), '{}') INTO large FROM found;
    IF EXISTS (SELECT FROM pg_class WHERE oid = ANY (large) AND (relkind <> 'r' OR relispartition)) THEN large := '{}'; END IF;
    written := ARRAY(SELECT unnest(written) UNION SELECT unnest(large));
    -- All of them or none: they refer to each other.
    IF NOT EXISTS (SELECT FROM ${schema}.reference WHERE relation = ANY (large)) AND NOT EXISTS (SELECT FROM ${schema}.reference WHERE ${schema}.sum(name) <> sum) THEN
      SELECT coalesce(array_agg(relation), '{}') INTO kept FROM ${schema}.reference;
    END IF;
    written := ARRAY(SELECT oid FROM unnest(written) oid WHERE oid <> ALL (kept));
  END IF;
  IF cardinality(written) > 0 THEN
    SET CONSTRAINTS ALL IMMEDIATE;
    FOR one IN
      SELECT format('ALTER TABLE ONLY %s DISABLE TRIGGER %I', tgrelid::regclass, tgname) AS first,
        format('ALTER TABLE ONLY %s ENABLE %s TRIGGER %I', tgrelid::regclass, CASE tgenabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' ELSE '' END, tgname) AS last
        FROM pg_trigger WHERE tgrelid = ANY (written) AND NOT tgisinternal AND tgenabled <> 'D'
      UNION ALL SELECT format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', oid::regclass), format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', oid::regclass)
        FROM pg_class WHERE oid = ANY (written) AND relforcerowsecurity
    LOOP
      before := before || one.first;
      after := after || one.last;
    END LOOP;
    FOREACH list IN ARRAY before LOOP EXECUTE list; END LOOP;
    SELECT string_agg(oid::regclass::text, ', ') INTO list FROM unnest(large) oid;
    IF list IS NOT NULL THEN EXECUTE 'TRUNCATE ' || list; END IF;
    SELECT string_agg(format('d%s AS (DELETE FROM ONLY %s)', oid, oid::regclass), ', ') INTO list
      FROM unnest(written) oid WHERE oid <> ALL (large);
    IF list IS NOT NULL THEN EXECUTE 'WITH ' || list || ' SELECT'; END IF;
    SELECT string_agg(format('i%s AS (INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %3$s FROM ${schema}.%I)',
      relation, name, columns, 'rows ' || relation), ', ') INTO list FROM ${schema}.reference WHERE relation = ANY (written);
    IF list IS NOT NULL THEN EXECUTE 'WITH ' || list || ' SELECT'; END IF;
    SET CONSTRAINTS ALL IMMEDIATE;
    FOREACH list IN ARRAY after LOOP EXECUTE list; END LOOP;
  END IF;
  PERFORM ${schema}.${restartFunction}();
  FOR one IN SELECT relation FROM ${schema}.views WHERE pg_relation_filenode(relation) <> file LOOP
    EXECUTE format('REFRESH MATERIALIZED VIEW %s', one.relation::regclass);
    UPDATE ${schema}.views SET file = pg_relation_filenode(relation) WHERE relation = one.relation;
  END LOOP;
END $prismosaic$;`;
}

/** A role of all workers, where they have none each, is restricted in this worker's tables only. */
function restrictText(schema: string, role: string, tables: string): string {
  return `CREATE FUNCTION ${schema}.${restrictFunction}(kept text[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER ${settings} AS $prismosaic$
DECLARE one record;
BEGIN
  IF kept IS NULL AND NOT EXISTS (SELECT FROM ${schema}.restricted) THEN RETURN; END IF;
  DELETE FROM ${schema}.restricted;
  INSERT INTO ${schema}.restricted SELECT kept WHERE kept IS NOT NULL;
  FOR one IN SELECT oid::regclass AS name, kept IS NULL OR relname = ANY (kept) AS open FROM pg_class WHERE ${tables} ORDER BY oid LOOP
    EXECUTE CASE WHEN one.open THEN 'GRANT SELECT, INSERT, UPDATE, DELETE ON ' || one.name || ' TO ' ELSE 'REVOKE ALL ON ' || one.name || ' FROM ' END
      || ${escapeLiteral(role)};
  END LOOP;
END $prismosaic$;
REVOKE ALL ON FUNCTION ${schema}.${restrictFunction}(text[]) FROM PUBLIC;`;
}

/** The worker's role owns what it makes in that schema, and may not make schemas. */
function historyText(schema: string, history: string, role: string): string {
  return `CREATE FUNCTION ${schema}.${historyFunction}(make boolean) RETURNS void LANGUAGE plpgsql SECURITY DEFINER ${settings} AS $prismosaic$
BEGIN
  DROP SCHEMA IF EXISTS ${history} CASCADE;
  IF make THEN
    CREATE SCHEMA ${history};
    COMMENT ON SCHEMA ${history} IS ${escapeLiteral(mark)};
    GRANT USAGE, CREATE ON SCHEMA ${history} TO ${role};
  END IF;
END $prismosaic$;
REVOKE ALL ON FUNCTION ${schema}.${historyFunction}(boolean) FROM PUBLIC;`;
}
