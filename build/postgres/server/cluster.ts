import fs from 'node:fs';
import path from 'node:path';
import { PostgresFailure } from '../failure';
import { loopback } from './port';
import { run, type ServerHome } from './programs';

export const dataFolder = (home: string) => path.join(home, 'data');
const logFile = (home: string) => path.join(home, 'server.log');
const logLimit = 10 * 1024 * 1024;

const settings = {
  listen_addresses: loopback,
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
};

function lastLines(text: string, count = 8): string {
  return text.trim().split('\n').slice(-count).join('\n');
}

/** Creates the data folder completely or not at all: in a private folder first, renamed when it is complete. */
export async function initialize(serverHome: ServerHome, superuser: string, password: string): Promise<void> {
  const { home, uid, gid } = serverHome;
  // Left by a process that was killed here.
  for (const entry of fs.readdirSync(home)) {
    if (entry.startsWith('making-') || entry.startsWith('copying-')) {
      // Its initdb may still be running.
      fs.rmSync(path.join(home, entry), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
  }
  const making = fs.mkdtempSync(path.join(home, 'making-'));
  try {
    const passwordFile = path.join(making, 'password');
    fs.writeFileSync(passwordFile, password, { mode: 0o600 });
    if (uid !== undefined && gid !== undefined) {
      for (const owned of [making, passwordFile]) fs.chownSync(owned, uid, gid);
    }
    const data = path.join(making, 'data');
    const { code, output } = await run(serverHome, 'initdb', [
      ...['-D', data, '-U', superuser, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'],
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ]);
    if (code !== 0) {
      throw new PostgresFailure(
        `The embedded PostgreSQL could not be set up in ${home}; its files were removed.\n${lastLines(output)}${adviceFor(output)}`,
      );
    }
    fs.renameSync(data, dataFolder(home));
  } finally {
    fs.rmSync(making, { recursive: true, force: true });
  }
}

/** A container may run as a user number that has no name, and `initdb` refuses that. */
function adviceFor(output: string): string {
  return /could not look up effective user ID/.test(output)
    ? '\nThis user has no entry in /etc/passwd: run as a user who has one, or set DATABASE_URL to another PostgreSQL.'
    : '';
}

/**
 * Starts the server and waits until it answers. The server inherits `running`, an open lock file: it stays locked while
 * any of its processes lives. Resolves with false when the port is taken.
 */
export async function startServer(serverHome: ServerHome, port: number, running: number): Promise<boolean> {
  const { home } = serverHome;
  // The running lock is free, so this file is left from a crash, and another process may have its pid by now.
  fs.rmSync(path.join(dataFolder(home), 'postmaster.pid'), { force: true });
  const log = logFile(home);
  const before = fs.existsSync(log) ? fs.statSync(log).size : 0;
  if (before > logLimit) fs.rmSync(log);
  const { code, output } = await run(
    serverHome,
    'pg_ctl',
    ['-D', dataFolder(home), '-l', log, '-w', '-t', '120', '-o', `-p ${port}`, 'start'],
    running,
  );
  if (code === 0) return true;
  const text = fs.existsSync(log)
    ? fs
        .readFileSync(log)
        .subarray(before > logLimit ? 0 : before)
        .toString()
    : '';
  if (/could not bind IPv4 address/.test(text)) return false;
  throw new PostgresFailure(
    `The embedded PostgreSQL did not start. Its log, ${log}, ends with:\n${lastLines(text || output)}`,
  );
}

export interface LiveServer {
  pid: number;
  port: number;
  ready: boolean;
}

/** Reads what a running server writes about itself. */
export function readLiveServer(home: string): LiveServer | undefined {
  const file = path.join(dataFolder(home), 'postmaster.pid');
  if (!fs.existsSync(file)) return undefined;
  const [pid = '', , , port = '', , , , state = ''] = fs.readFileSync(file, 'utf8').split('\n');
  return { pid: Number(pid), port: Number(port), ready: state.trim() === 'ready' };
}
