import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Client } from 'pg';
import { openConnection } from './connection/connection';
import { parseConnectionUrl } from './connection/connection-url';
import { databaseIdentity } from './connection/identity';
import type { Datasource } from './engine/datasource';
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
 * Whether `migrate dev` will get its shadow database. Creates and empties nothing.
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
