import type { DatabaseName } from './name';

/** Types of PostgreSQL itself. A name without a schema before it means PostgreSQL's own type first. */
const types = new Set(
  `aclitem any anyarray anycompatible anycompatiblearray anycompatiblemultirange anycompatiblenonarray anycompatiblerange
  anyelement anyenum anymultirange anynonarray anyrange bit bool box bpchar bytea char cid cidr circle cstring date
  datemultirange daterange event_trigger fdw_handler float4 float8 gtsvector index_am_handler inet int2 int2vector int4
  int4multirange int4range int8 int8multirange int8range internal interval json jsonb jsonpath language_handler line lseg
  macaddr macaddr8 money name numeric nummultirange numrange oid oidvector path pg_brin_bloom_summary
  pg_brin_minmax_multi_summary pg_ddl_command pg_dependencies pg_lsn pg_mcv_list pg_ndistinct pg_node_tree pg_snapshot
  point polygon record refcursor regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc
  regprocedure regrole regtype table_am_handler text tid time timestamp timestamptz timetz trigger tsm_handler
  tsmultirange tsquery tsrange tstzmultirange tstzrange tsvector txid_snapshot unknown uuid varbit varchar void xid xid8
  xml`.split(/\s+/),
);
const columns = new Set(['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid']);
const migrations = '_prisma_migrations';

/** What has the name already in every database; undefined for a free name. */
export function reservedFor({ kind, name, within, made }: DatabaseName): string | undefined {
  if (made) return undefined;
  if (kind === 'column') return columns.has(name) ? 'a column that PostgreSQL has in every table' : undefined;
  if (within !== undefined) return undefined;
  if (name === migrations) return "Prisma's migrations table";
  if (kind === 'enum') return types.has(name.replace(/^_/, '')) ? 'a built-in type of PostgreSQL' : undefined;
  return name === `${migrations}_pkey` && kind !== 'list type'
    ? "the primary key of Prisma's migrations"
    : undefined;
}
