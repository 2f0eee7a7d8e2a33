import { isPrinted, type Printed } from '../../../engine/engine/diff';
import type { Parameters } from '../../../engine/engine/methods';
import { EngineSession } from '../../../engine/engine/session';
import { embeddedBinaries } from '../../../engine/testing/binaries';
import { PostgresServer } from '../../../engine/testing/postgres-server';

/** A schema's files in the form for Prisma's engine. */
export type Files = readonly { name: string; text: string }[];

type Diff = Parameters['diff'];

/** A name in the database, in the form of the composer's list of names. */
export interface Held {
  kind: string;
  name: string;
  within?: string;
}

const filters = { externalTables: [], externalEnums: [] };
const name = 'names';

/** How long the engine may take: it crashes on some names, and then never answers. */
const patience = 30_000;

/** A real PostgreSQL that migrates one schema after the other with Prisma's engine. */
export class NamesDatabase {
  #session: EngineSession;

  private constructor(private readonly server: PostgresServer) {
    this.#session = this.#open();
  }

  static async start(): Promise<NamesDatabase> {
    const server = await PostgresServer.start(embeddedBinaries());
    await server.createDatabase(name);
    return new NamesDatabase(server);
  }

  async stop(): Promise<void> {
    await this.#session.close();
    await this.server.stop();
  }

  /** Migrates an empty database to a schema. Returns the problem: a script that fails, or what a second migration would do. */
  async migrate(files: Files): Promise<string | undefined> {
    await this.server.query(name, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    const target = {
      tag: 'schemaDatamodel' as const,
      files: files.map(({ name: path, text: content }) => ({ path, content })),
    };
    const common = { filters, shadowDatabaseUrl: null, script: true };
    try {
      const made = await this.#diff({ ...common, from: { tag: 'empty' }, to: target, exitCode: null });
      await this.server.query(name, made.print);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    const from = { tag: 'schemaDatasource' as const, files: target.files, configDir: '.' };
    const { result, print } = await this.#diff({ ...common, from, to: target, exitCode: true });
    return result.exitCode === 0 ? undefined : `the next migration: ${print}`;
  }

  /** Every name in the database. */
  async held(): Promise<Held[]> {
    const rows = await this.server.query<{ kind: string; name: string; within: string | null }>(
      name,
      catalog,
    );
    return rows.map(({ kind, name: held, within }) => {
      return { kind, name: held, ...(within === null ? {} : { within }) };
    });
  }

  async #diff(parameters: Diff): Promise<Printed> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.#session = this.#open();
        reject(new Error("Prisma's engine did not answer"));
      }, patience);
    });
    return Promise.race([diffOf(this.#session, parameters), late]).finally(() => clearTimeout(timer));
  }

  #open(): EngineSession {
    return new EngineSession({ url: this.server.url(name) }, []);
  }
}

async function diffOf(session: EngineSession, parameters: Diff): Promise<Printed> {
  const answer = await session.call('diff', parameters);
  if (!isPrinted(answer)) throw new Error('The engine gave an unexpected answer.');
  return answer;
}

const catalog = `
  SELECT CASE relkind WHEN 'r' THEN 'table' WHEN 'S' THEN 'sequence' ELSE 'index' END AS kind, relname AS name,
    NULL AS within FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i', 'S')
  UNION ALL SELECT 'enum', typname, NULL FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype = 'e'
  UNION ALL SELECT 'list type', l.typname, NULL FROM pg_type l JOIN pg_type e ON e.typarray = l.oid
    WHERE e.typtype = 'e' AND e.typnamespace = 'public'::regnamespace
    AND EXISTS (SELECT 1 FROM pg_attribute WHERE atttypid = l.oid)
  UNION ALL SELECT 'value', enumlabel, typname FROM pg_enum JOIN pg_type t ON enumtypid = t.oid
  UNION ALL SELECT 'constraint', conname, relname FROM pg_constraint c JOIN pg_class t ON conrelid = t.oid
    WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'f')
  UNION ALL SELECT 'column', attname, relname FROM pg_attribute JOIN pg_class t ON attrelid = t.oid
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped`;
