import fs from 'node:fs';
import path from 'node:path';
import { PostgresFailure } from './failure';
import { proveIdentity } from './roles/identity';
import { newRecord, readRecord, type ServerRecord, writeRecord } from './roles/record';
import { rolesVersion, setUpRoles, superuser } from './roles/roles';
import { packagedBinaries } from './server/binaries';
import { dataFolder, initialize, startServer } from './server/cluster';
import { isRunning, runningLock, whenReady } from './server/life';
import { freePort, isFree } from './server/port';
import { findServerHome } from './server/server-home';

/** Called with a message before each slow step. */
export type Progress = (message: string) => void;

/**
 * Makes sure that the server of a state folder runs, with its roles and its database. The caller must hold the lock.
 * Throws {@link PostgresFailure}.
 */
export async function bringUp(folder: string, onProgress: Progress): Promise<ServerRecord> {
  const file = path.join(folder, 'server.json');
  const known = readRecord(file);
  const record = (known && (await findRunning(folder, known))) ?? (await boot(folder, known, onProgress));
  if (record.roles < rolesVersion) {
    await setUpRoles(record);
    record.roles = rolesVersion;
  }
  if (JSON.stringify(record) !== JSON.stringify(known)) writeRecord(file, record);
  return record;
}

async function findRunning(folder: string, record: ServerRecord): Promise<ServerRecord | undefined> {
  const running = path.join(folder, 'running');
  if (!(await isRunning(running, record.home))) return undefined;
  const prove = (port: number) => proveIdentity({ ...record, port });
  const port = await whenReady(running, record.home, prove);
  return port === undefined ? undefined : { ...record, port };
}

async function boot(
  folder: string,
  known: ServerRecord | undefined,
  onProgress: Progress,
): Promise<ServerRecord> {
  const major = packagedBinaries().version.split('.')[0];
  // From a server that has stopped since.
  fs.rmSync(path.join(folder, 'stays'), { force: true });
  const lock = await runningLock(path.join(folder, 'running'));
  try {
    const serverHome = await findServerHome(path.join(folder, 'server'), known?.home);
    const whole = known !== undefined && fs.existsSync(dataFolder(serverHome.home));
    const record = whole ? { ...known, home: serverHome.home } : newRecord(serverHome.home, await freePort());
    if (!whole) {
      onProgress(`Setting up PostgreSQL ${major} in ${serverHome.home} …`);
      keepAside(dataFolder(serverHome.home), onProgress);
      // First the passwords, then the data: no data folder exists without a known password.
      writeRecord(path.join(folder, 'server.json'), record);
      await initialize(serverHome, superuser, record.passwords.superuser);
    }
    onProgress(`Starting PostgreSQL ${major} …`);
    for (let attempt = 0; attempt < 10; attempt++) {
      if (attempt > 0 || !(await isFree(record.port))) record.port = await freePort();
      if (await startServer(serverHome, record.port, lock.fd)) {
        await proveIdentity(record);
        return record;
      }
    }
  } finally {
    lock.release();
  }
  throw new PostgresFailure('The embedded PostgreSQL found no free port: it tried ten, and all were taken.');
}

/** Keeps data whose passwords are missing (server.json was removed): it is never deleted without asking. */
function keepAside(data: string, onProgress: Progress): void {
  if (!fs.existsSync(data)) return;
  const aside = `${data}-${new Date().toISOString().replace(/\D/g, '')}`;
  fs.renameSync(data, aside);
  onProgress(`The passwords of the data in ${data} are missing. The data is kept in ${aside}.`);
}
