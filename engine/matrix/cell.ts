import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresServer } from '../testing/postgres-server';
import { type CommandResult, HEAD, Project, type ProjectOptions } from '../testing/project';

/** What a cell works with: a server, its own database, any number of projects. */
export class Bench {
  private readonly projects: Project[] = [];
  private readonly servers: PostgresServer[] = [];

  constructor(
    readonly server: PostgresServer,
    /** Used only by this cell. */
    readonly database: string,
  ) {}

  /** A project on the cell's database, which exists and is empty. */
  project(models: string, options: Partial<ProjectOptions> = {}): Project {
    const project = new Project({ schema: `${HEAD}\n${models}`, url: this.url(), ...options });
    this.projects.push(project);
    return project;
  }

  url(parameters = ''): string {
    return this.server.url(this.database, parameters);
  }

  query<Row extends object>(sql: string): Promise<Row[]> {
    return this.server.query<Row>(this.database, sql);
  }

  /** Runs a statement and keeps its session until the returned function is called. */
  async hold(sql: string): Promise<() => Promise<void>> {
    const client = await this.server.connect(this.database);
    await client.query(sql);
    return () => client.end();
  }

  /** Waits until a session on the database meets the condition on `pg_stat_activity`. */
  async seen(condition: string): Promise<void> {
    const query = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND ${condition}`;
    await this.until(async () => (await this.query(query)).length > 0, `a session showed ${condition}`);
  }

  /** Waits until a condition holds. */
  async until(isSo: () => Promise<boolean>, what: string): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (!(await isSo())) {
      if (Date.now() > deadline) throw new Error(`Timed out waiting until ${what}.`);
      await pause(20);
    }
  }

  /** The names of all tables outside the catalog, as `schema.table`, without the migrations' own. */
  async tables(): Promise<string[]> {
    const rows = await this.query<{ name: string }>(
      `SELECT schemaname || '.' || tablename AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND tablename <> '_prisma_migrations' ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  }

  /** The history in the database: `name` of each finished migration, `name!` of others, `name-` if rolled back. */
  async history(schema = 'public'): Promise<string[]> {
    const rows = await this.query<{ entry: string }>(
      `SELECT migration_name || CASE WHEN rolled_back_at IS NOT NULL THEN '-' WHEN finished_at IS NULL THEN '!' ELSE '' END AS entry
       FROM "${schema.replaceAll('"', '""')}"._prisma_migrations ORDER BY started_at`,
    );
    return rows.map(({ entry }) => entry);
  }

  /** A separate server of the same version, for tests that would disturb other cells. */
  async ownServer(): Promise<PostgresServer> {
    const server = await this.server.startAnother();
    this.servers.push(server);
    return server;
  }

  /** Stops what the cell has started. The projects of a failed cell stay. */
  async stop(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.stop()));
  }

  clear(): void {
    for (const project of this.projects) project.remove();
  }
}

/** One row of the table: a command of Prisma in a situation. */
export interface Cell {
  /** @default 'cells' */
  suite?: string;
  command: string;
  situation: string;
  /** Whether the server's version does not matter: such a cell runs once. */
  anyServer?: boolean;
  /** Throws when the command does not do what it should. */
  run(bench: Bench): Promise<void>;
}

/** Checks a result: the exit status, and that the output contains each of the texts. */
export function expectResult(
  { status, output }: CommandResult,
  wanted: number,
  ...texts: (string | RegExp)[]
): void {
  const missing = texts.find((text) =>
    typeof text === 'string' ? !output.includes(text) : !text.test(output),
  );
  if (status === wanted && missing === undefined) return;
  const what =
    status === wanted ? `${missing} is not in the output` : `its status is ${status}, not ${wanted}`;
  throw new Error(`${what}:\n${output}`);
}

const COMPARE = ['--from-migrations', 'prisma/migrations', '--to-config-datasource', '--exit-code'];

/** Checks that the database matches the migrations. */
export async function expectMigrated(project: Project): Promise<void> {
  expectResult(await project.prisma(['migrate', 'diff', ...COMPARE]), 0);
}
