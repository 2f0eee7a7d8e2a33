import fs from 'node:fs';
import path from 'node:path';
import type * as Wasm from '@prisma/schema-engine-wasm';
import { parseConnectionUrl } from './connection/connection-url';
import type { Datasource } from './engine/datasource';
import { isPrinted } from './engine/diff';
import { EngineSession, type SchemaFile } from './engine/session';
import { ShadowReplay } from './shadow/replay';
import { withoutKept } from './spelling/in-sync';

/** One side of a comparison: what a schema says, what the migrations in a folder make, or what the database has. */
export type Side =
  | { kind: 'schema'; files: SchemaFile[] }
  | { kind: 'migrations'; folder: string; names: readonly string[] }
  | { kind: 'database' };

export interface CompareOptions {
  /** Tables and types that Prisma is to leave alone, each with its Postgres schema: `public.note`. @default none */
  external?: { tables: string[]; enums: string[] };
}

/**
 * Compares structures in this process. What a folder of migrations makes is found out in a shadow database once and
 * then known: as long as the migrations stay the same, comparing them with a schema asks no database.
 */
export class StructureComparison {
  readonly #replay = new ShadowReplay();
  #last: Promise<unknown> = Promise.resolve();

  /** @param datasource where shadow databases are made, and the database itself */
  constructor(readonly datasource: Datasource) {}

  /**
   * What would have to be done to `from` to make it `to`, in words; empty when nothing. For a database and a schema it is
   * empty too when `migrate dev` would leave out all of it, as defaults that PostgreSQL only spells otherwise. One
   * comparison at a time: others wait.
   * @throws UserFacingError when a database can't be reached, a schema is wrong or a migration fails.
   */
  difference(from: Side, to: Side, options: CompareOptions = {}): Promise<string> {
    const turn = this.#last.then(() => this.#difference(from, to, options));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #difference(from: Side, to: Side, { external }: CompareOptions): Promise<string> {
    const schema = [from, to].flatMap((side) => (side.kind === 'schema' ? side.files : []));
    const session = new EngineSession(this.datasource, schema, {
      replay: this.#replay,
      schemaName: this.datasource.url && parseConnectionUrl(this.datasource.url).schema,
    });
    const ask = async (script: boolean): Promise<string> => {
      const result = await session.call('diff', {
        from: target(from),
        to: target(to),
        script,
        exitCode: true,
        filters: { externalTables: external?.tables ?? [], externalEnums: external?.enums ?? [] },
      });
      return isPrinted(result) && result.result.exitCode !== 0 ? result.print : '';
    };
    try {
      const words = await ask(false);
      // Only in the database itself a default can be tried.
      if (words === '' || from.kind !== 'database' || to.kind !== 'schema') return words;
      const { script, kept } = await withoutKept(await ask(true), session.requireUrl());
      return kept.length > 0 && script === '' ? '' : words;
    } finally {
      // A connection that stayed would keep others from copying or dropping the database.
      await session.close();
    }
  }
}

/** What Prisma writes beside the first migration; some histories were made without it. */
const LOCK = 'provider = "postgresql"\n';

const DATABASE: Wasm.SchemaContainer = {
  path: 'schema.prisma',
  content: 'datasource db {\n  provider = "postgresql"\n}\n',
};

function target(side: Side): Wasm.DiffTarget {
  if (side.kind === 'database') return { tag: 'schemaDatasource', files: [DATABASE], configDir: '.' };
  if (side.kind === 'migrations') return { tag: 'migrations', ...migrationList(side) };
  return { tag: 'schemaDatamodel', files: containers(side.files) };
}

function containers(files: readonly SchemaFile[]): Wasm.SchemaContainer[] {
  return files.map(([path, content]) => ({ path, content }));
}

function migrationList({ folder, names }: { folder: string; names: readonly string[] }): Wasm.MigrationList {
  const lockfile = 'migration_lock.toml';
  return {
    baseDir: folder,
    lockfile: { path: lockfile, content: readIfThere(path.join(folder, lockfile)) ?? LOCK },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: fs.readFileSync(path.join(folder, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}

function readIfThere(file: string): string | null {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null;
}
