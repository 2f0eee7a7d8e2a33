import { Client } from 'pg';
import type { DatabaseUrls } from '../postgres';
import { type Finding, ok, problem, reasonOf, warning } from './finding';

interface Facts {
  role: string;
  version: string;
  /** Whether it may create tables in its schema. */
  creates: boolean;
  /** Tables of the application whose rows it may not read and write. */
  closed: string[];
}

const FACTS = `
  SELECT current_user AS role, current_setting('server_version') AS version,
    has_schema_privilege(coalesce(current_schema(), 'public'), 'CREATE') AS creates,
    ARRAY(SELECT relname::text FROM pg_catalog.pg_class
      WHERE relkind IN ('r', 'p') AND relnamespace = quote_ident(current_schema())::regnamespace AND relname <> '_prisma_migrations'
        AND NOT has_table_privilege(oid, 'SELECT, INSERT, UPDATE, DELETE') ORDER BY 1) AS closed`;

/** Connects as the application does, with the runtime role. */
async function asApplication(url: string): Promise<Client> {
  const schema = new URL(url).searchParams.get('schema');
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  await client.connect();
  if (schema !== null)
    await client.query("SELECT set_config('search_path', quote_ident($1), false)", [schema]);
  return client;
}

async function read(opening: Promise<Client>): Promise<Facts> {
  const client = await opening;
  try {
    const { rows } = await client.query<Facts>(FACTS);
    const [facts] = rows;
    if (facts === undefined) throw new Error('the server does not answer');
    return facts;
  } finally {
    await client.end();
  }
}

/** Checks that the database answers, its version, and what its two roles may do. */
export async function examineDatabase({
  runtime,
  migration,
  shadow,
  origin,
}: DatabaseUrls): Promise<Finding[]> {
  const from = origin === 'embedded' ? 'the embedded PostgreSQL' : 'from DATABASE_URL';
  try {
    const { connect } = await import('@prismosaic/schema-engine/inspect');
    const [application, owner] = await Promise.all([read(asApplication(runtime)), read(connect(migration))]);
    return [
      ok('database', `PostgreSQL ${owner.version}, ${from}.`),
      ...runtimeFindings(application, owner),
      ...migrationFindings(owner),
      await shadowFinding(migration, shadow),
    ];
  } catch (error) {
    const fix =
      origin === 'embedded'
        ? 'run `npm run db -- start`'
        : 'check that the server runs and that DATABASE_URL is right';
    return [problem('database', `It can't be reached: ${reasonOf(error)}`, fix)];
  }
}

function runtimeFindings(application: Facts, owner: Facts): Finding[] {
  const topic = 'runtime role';
  const { role, closed, creates } = application;
  const findings: Finding[] = [];
  if (closed.length > 0) {
    findings.push(
      problem(
        topic,
        `\`${role}\` may not read and write the rows of ${closed.join(', ')}.`,
        `as the tables' owner: GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA … TO "${role}"`,
      ),
    );
  }
  if (role === owner.role) {
    findings.push(
      warning(
        topic,
        `The application uses \`${role}\`, the role that may change the structure.`,
        'give DATABASE_URL a role that may only read and write rows, and the other one to MIGRATION_DATABASE_URL',
      ),
    );
  } else if (creates) {
    findings.push(
      warning(topic, `\`${role}\` may create tables.`, `REVOKE CREATE ON SCHEMA … FROM "${role}", PUBLIC`),
    );
  }
  return findings.length > 0
    ? findings
    : [ok(topic, `\`${role}\` may read and write rows, and nothing else.`)];
}

function migrationFindings({ role, creates }: Facts): Finding[] {
  const topic = 'migration role';
  if (creates) return [ok(topic, `\`${role}\` may change the structure.`)];
  return [problem(topic, `\`${role}\` may not create tables.`, `GRANT CREATE ON SCHEMA … TO "${role}"`)];
}

async function shadowFinding(url: string, shadowDatabaseUrl: string | undefined): Promise<Finding> {
  const topic = 'shadow database';
  const fix = 'ALTER ROLE … CREATEDB, or set SHADOW_DATABASE_URL to a database that may be emptied';
  try {
    const { shadowOutlook } = await import('@prismosaic/schema-engine/inspect');
    const outlook = await shadowOutlook({ url, shadowDatabaseUrl });
    if (outlook === 'configured') return ok(topic, 'SHADOW_DATABASE_URL is not the main database.');
    if (outlook === 'made') return ok(topic, '`migrate dev` may create one.');
    return warning(
      topic,
      '`migrate dev` may not create one: the migration role does not have CREATEDB.',
      fix,
    );
  } catch (error) {
    return problem(topic, reasonOf(error), fix);
  }
}
