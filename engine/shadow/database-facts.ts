import type { Client } from 'pg';

/** A Postgres schema that a user has created. */
export interface SchemaFacts {
  name: string;
  owner: string;
  /** Whether the role is its owner, or a member of it. */
  own: boolean;
  /** Whether it contains another role's extension. */
  keeps: boolean;
  /** Whether the role may create objects in it. */
  mayCreate: boolean;
}

/** An object in a schema that the role may drop. */
export interface OwnObject {
  schema: string;
  /** The statement. */
  drop: string;
}

/** An object in a schema that the role may not drop. */
export interface ForeignObject {
  schema: string;
  /** `table public.x` */
  description: string;
  owner: string;
}

/** What is in a database, and what the connection's role may do there. */
export interface DatabaseFacts {
  role: string;
  /** Whether it may create schemas. */
  mayCreate: boolean;
  schemas: SchemaFacts[];
  objects: OwnObject[];
  foreign: ForeignObject[];
}

const ROLE = `SELECT current_user::text AS role,
  has_database_privilege(current_database(), 'CREATE') AS "mayCreate"`;

const SCHEMAS = `SELECT nspname::text AS name, pg_get_userbyid(nspowner)::text AS owner,
    pg_has_role(nspowner, 'USAGE') AS own,
    EXISTS (SELECT FROM pg_extension WHERE extnamespace = n.oid AND NOT pg_has_role(extowner, 'USAGE')) AS keeps,
    has_schema_privilege(n.oid, 'CREATE') AS "mayCreate"
  FROM pg_namespace n WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'`;

/**
 * Each object of a schema, except those that belong to another object: indexes, row types, arrays, an extension's
 * parts.
 */
const OBJECTS = `WITH object (classid, oid, namespace, owner) AS (
    SELECT 'pg_class'::regclass, oid, relnamespace, relowner FROM pg_class WHERE relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
    UNION ALL SELECT 'pg_proc'::regclass, oid, pronamespace, proowner FROM pg_proc
    UNION ALL SELECT 'pg_type'::regclass, oid, typnamespace, typowner FROM pg_type t
      WHERE (typrelid = 0 OR EXISTS (SELECT FROM pg_class WHERE oid = typrelid AND relkind = 'c'))
        AND NOT EXISTS (SELECT FROM pg_type WHERE typarray = t.oid)
    UNION ALL SELECT 'pg_operator'::regclass, oid, oprnamespace, oprowner FROM pg_operator
    UNION ALL SELECT 'pg_collation'::regclass, oid, collnamespace, collowner FROM pg_collation
    UNION ALL SELECT 'pg_conversion'::regclass, oid, connamespace, conowner FROM pg_conversion
    UNION ALL SELECT 'pg_ts_config'::regclass, oid, cfgnamespace, cfgowner FROM pg_ts_config
    UNION ALL SELECT 'pg_ts_dict'::regclass, oid, dictnamespace, dictowner FROM pg_ts_dict)
  SELECT nspname::text AS schema, pg_get_userbyid(o.owner)::text AS owner,
    pg_has_role(o.owner, 'USAGE') OR pg_has_role(nspowner, 'USAGE') AS own, i.type, i.identity
  FROM object o JOIN pg_namespace n ON n.oid = o.namespace, pg_identify_object(o.classid, o.oid, 0) i
  WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND NOT EXISTS (
    SELECT FROM pg_depend d WHERE d.classid = o.classid AND d.objid = o.oid AND d.deptype IN ('e', 'i'))`;

const EXTENSIONS = `SELECT nspname::text AS schema, format('DROP EXTENSION IF EXISTS %I CASCADE', extname) AS drop
  FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace
  WHERE pg_has_role(extowner, 'USAGE') AND nspname !~ '^pg_'`;

interface ObjectRow {
  schema: string;
  owner: string;
  own: boolean;
  type: string;
  identity: string;
}

/** Reads the facts. Queries only what a role without privileges may read. */
export async function databaseFacts(client: Client): Promise<DatabaseFacts> {
  const { rows: roles } = await client.query<{ role: string; mayCreate: boolean }>(ROLE);
  const { rows: schemas } = await client.query<SchemaFacts>(SCHEMAS);
  const { rows: objects } = await client.query<ObjectRow>(OBJECTS);
  const { rows: extensions } = await client.query<OwnObject>(EXTENSIONS);
  if (roles[0] === undefined) throw new Error('The database server did not report the current role.');
  const own = objects
    .filter((object) => object.own)
    .map(({ schema, type, identity }) => ({
      schema,
      drop: `DROP ${type} IF EXISTS ${identity} CASCADE`,
    }));
  const foreign = objects
    .filter((object) => !object.own)
    .map(({ schema, owner, type, identity }) => ({
      schema,
      owner,
      description: `the ${type} \`${identity}\``,
    }));
  return { ...roles[0], schemas, objects: [...extensions, ...own], foreign };
}
