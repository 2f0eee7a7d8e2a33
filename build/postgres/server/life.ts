import { setTimeout as sleep } from 'node:timers/promises';
import { hasCode, PostgresFailure } from '../failure';
import { type HeldLock, lockNow } from '../lock';
import { packagedBinaries } from './binaries';
import { dataFolder, readLiveServer } from './cluster';
import { run, type ServerHome } from './programs';

const patience = 60_000;

/** On Windows a child does not inherit locks, so ask pg_ctl there. */
const inheritsLocks = process.platform !== 'win32';

function here(home: string): ServerHome {
  return { home, native: packagedBinaries().native, prefix: [], uid: undefined, gid: undefined };
}

/** Checks the lock file `running`, held while any of the server's processes lives: a pid could be another process's. */
export async function isRunning(running: string, home: string): Promise<boolean> {
  if (!inheritsLocks) {
    return (await run(here(home), 'pg_ctl', ['-D', dataFolder(home), 'status'])).code === 0;
  }
  const free = lockNow(running, { shared: true });
  free?.release();
  return free === undefined;
}

/**
 * Waits until the server proves on its port that it is ours. Resolves with the port, or undefined when it stopped: a
 * server that was just killed still looks alive.
 */
export async function whenReady(
  running: string,
  home: string,
  prove: (port: number) => Promise<void>,
): Promise<number | undefined> {
  let failure: unknown;
  for (const end = Date.now() + patience; Date.now() < end; await sleep(25)) {
    const server = readLiveServer(home);
    try {
      if (server?.ready) {
        await prove(server.port);
        return server.port;
      }
    } catch (error) {
      failure = error;
    }
    if (!(await isRunning(running, home))) return undefined;
  }
  throw new PostgresFailure(`The embedded PostgreSQL in ${home} is running but does not answer: ${failure}`);
}

/** Takes the lock for the server to inherit. Waits for the last child of a killed server to exit. */
export async function runningLock(running: string): Promise<HeldLock> {
  for (const end = Date.now() + patience; Date.now() < end; await sleep(25)) {
    const lock = lockNow(running, { shared: false });
    if (lock !== undefined) return lock;
  }
  throw new PostgresFailure(
    `${running} is locked: a process of an earlier embedded PostgreSQL does not exit.`,
  );
}

/** Stops the server fast and cleanly: rolls back open transactions, and everything committed is on disk. */
export async function stopServer(running: string, home: string): Promise<void> {
  if (!inheritsLocks) {
    await run(here(home), 'pg_ctl', ['-D', dataFolder(home), '-m', 'fast', '-w', 'stop']);
    return;
  }
  const server = readLiveServer(home);
  // SIGINT is PostgreSQL's fast stop; SIGTERM would wait for all clients to disconnect.
  if (server !== undefined) interrupt(server.pid);
  (await runningLock(running)).release();
}

function interrupt(pid: number): void {
  try {
    process.kill(pid, 'SIGINT');
  } catch (error) {
    // Already exited: its children exit, too.
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}
