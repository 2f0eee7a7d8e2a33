import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type * as Wasm from '@prisma/schema-engine-wasm';
import type { Client } from 'pg';
import { openConnection } from './connection/connection';
import { parseConnectionUrl } from './connection/connection-url';
import { databaseIdentity } from './connection/identity';
import type { Datasource } from './engine/datasource';
import { isPrinted } from './engine/diff';
import { EngineSession, type SchemaFile } from './engine/session';
import type { EngineChoice } from './host/select-engine';
import { refuseSameDatabase } from './shadow/shadow-database';

/** Asks an engine for the commit of Prisma's engines that it was built from. Throws when it can't be started. */
export async function engineVersion({ kind, file }: EngineChoice): Promise<string> {
  const [program, args] = kind === 'wasm' ? [process.execPath, [file, '--version']] : [file, ['--version']];
  const { stdout } = await promisify(execFile)(program, args);
  return stdout.trim().split(' ').at(-1) ?? '';
}

/**
 * Connects as the engine does.
 * @throws UserFacingError with Prisma's code for what went wrong.
 */
export function connect(url: string): Promise<Client> {
  return openConnection(parseConnectionUrl(url));
}

/**
 * What would have to be done to a database to make it what the schema says, in words; empty when it is so.
 * @throws UserFacingError when the database can't be reached or the schema is wrong.
 */
export async function differences(datasource: Datasource, schema: SchemaFile[]): Promise<string> {
  const session = new EngineSession(datasource, schema);
  const files: Wasm.SchemaContainer[] = schema.map(([path, content]) => ({ path, content }));
  try {
    const result = await session.call('diff', {
      from: { tag: 'schemaDatasource', files, configDir: '.' },
      to: { tag: 'schemaDatamodel', files },
      script: false,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return isPrinted(result) && result.result.exitCode !== 0 ? result.print : '';
  } finally {
    await session.close();
  }
}

/**
 * Whether `migrate dev` will get its shadow database. Makes and empties nothing.
 * @returns how it will get one.
 * @throws UserFacingError that says why not and what to do.
 */
export async function shadowOutlook({
  url = '',
  shadowDatabaseUrl,
}: Datasource): Promise<'configured' | 'made' | 'refused'> {
  const main = await connect(url);
  try {
    if (shadowDatabaseUrl) {
      const shadow = await connect(shadowDatabaseUrl);
      await refuseSameDatabase(await databaseIdentity(main), shadow).finally(() => shadow.end());
      return 'configured';
    }
    const { rows } = await main.query<{ may: boolean }>(
      'SELECT rolcreatedb OR rolsuper AS may FROM pg_catalog.pg_roles WHERE rolname = current_user',
    );
    return rows[0]?.may === true ? 'made' : 'refused';
  } finally {
    await main.end();
  }
}
