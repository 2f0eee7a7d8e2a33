import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { Authority } from './authority';
import type { Binaries } from './binaries';

/** The superuser's password: each test also proves that such a password works, and is never shown. */
export const PASSWORD = 'sécret@pass:word/#? %41';

/** A separate PostgreSQL server for tests, in a temporary folder. */
export class PostgresServer {
  private process: ChildProcess | undefined;

  private constructor(
    readonly version: string,
    private readonly binaries: string,
    private readonly home: string,
    readonly port: number,
    private readonly fsync: 'on' | 'off',
  ) {}

  /**
   * `durable` for measurements: a server that waits for the disk, as one with data does. `folder` is where its own
   * folder is made.
   */
  static async start(
    { version, folder: programs }: Binaries,
    { durable = false, folder = os.tmpdir() } = {},
  ): Promise<PostgresServer> {
    const home = fs.mkdtempSync(path.join(folder, `engine-pg${version}-`));
    fs.chmodSync(home, 0o755);
    const server = new PostgresServer(version, programs, home, await freePort(), durable ? 'on' : 'off');
    const password = path.join(home, 'password');
    fs.writeFileSync(password, PASSWORD);
    if (user !== undefined) for (const file of [home, password]) fs.chownSync(file, user.uid, user.gid);
    server.runInitdb(password);
    await server.launch();
    return server;
  }

  /** The folder of its Unix socket. */
  get socket(): string {
    return this.home;
  }

  /** A connection URL; `parameters` are appended as they are. */
  url(database: string, parameters = '', { user: role = 'postgres', password = PASSWORD } = {}): string {
    const login = `${role}:${encodeURIComponent(password)}`;
    return `postgresql://${login}@127.0.0.1:${this.port}/${encodeURIComponent(database)}${parameters && `?${parameters}`}`;
  }

  /** A session of the superuser. */
  async connect(database: string): Promise<Client> {
    const login = { user: 'postgres', password: PASSWORD };
    const client = new Client({ host: '127.0.0.1', port: this.port, database, ...login });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  /** Rows of a query, as the superuser. */
  async query<Row extends object>(database: string, sql: string): Promise<Row[]> {
    const client = await this.connect(database);
    try {
      const { rows } = await client.query<Row>(sql);
      return rows;
    } finally {
      await client.end();
    }
  }

  async createDatabase(name: string, more = ''): Promise<void> {
    await this.query('postgres', `CREATE DATABASE ${escapeIdentifier(name)} ${more}`);
  }

  /** Another one of the same version. */
  startAnother(): Promise<PostgresServer> {
    return PostgresServer.start({ version: this.version, folder: this.binaries });
  }

  /** Makes it encrypt its connections, with a certificate that is valid for `localhost` and not for its address. */
  async enableTls(): Promise<Authority> {
    const authority = new Authority(this.home);
    const { key, certificate } = authority.issue('localhost', ['DNS:localhost']);
    const settings = {
      ssl_key_file: key,
      ssl_cert_file: certificate,
      ssl_ca_file: authority.certificate,
      ssl: 'on',
    };
    if (user !== undefined) fs.chownSync(key, user.uid, user.gid);
    for (const [name, value] of Object.entries(settings))
      await this.query('postgres', `ALTER SYSTEM SET ${name} = ${escapeLiteral(value)}`);
    await this.reload();
    while ((await this.query<{ ssl: string }>('postgres', 'SHOW ssl'))[0]?.ssl !== 'on') await pause(20);
    return authority;
  }

  /** Adds a rule before all others to `pg_hba.conf`: `hostssl all carl all cert`. */
  async letIn(rule: string): Promise<void> {
    const file = path.join(this.data, 'pg_hba.conf');
    fs.writeFileSync(file, `${rule}\n${fs.readFileSync(file, 'utf8')}`);
    await this.reload();
  }

  /** Starts the server that is stopped. */
  async launch(): Promise<void> {
    const settings = {
      port: this.port,
      unix_socket_directories: this.home,
      listen_addresses: '127.0.0.1',
      fsync: this.fsync,
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const log = fs.openSync(path.join(this.home, 'log'), 'a');
    const limits = ['max_connections=200', 'shared_buffers=32MB', 'max_prepared_transactions=4'].flatMap(
      (setting) => ['-c', setting],
    );
    this.process = spawn(path.join(this.binaries, 'postgres'), ['-D', this.data, ...options, ...limits], {
      ...user,
      stdio: ['ignore', log, log],
    });
    fs.closeSync(log);
    const deadline = Date.now() + 20_000;
    for (;;) {
      try {
        await this.query('postgres', 'SELECT 1');
        return;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await pause(50);
      }
    }
  }

  /** As a power cut would: without closing connections. */
  async crash(): Promise<void> {
    await this.end('SIGQUIT');
  }

  async stop(): Promise<void> {
    await this.end('SIGINT');
    fs.rmSync(this.home, { recursive: true, force: true });
  }

  private async reload(): Promise<void> {
    await this.query('postgres', 'SELECT pg_reload_conf()');
  }

  private get data(): string {
    return path.join(this.home, 'data');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { process: server } = this;
    if (server === undefined || server.exitCode !== null) return;
    const exited = once(server, 'exit');
    server.kill(signal);
    await exited;
  }

  private runInitdb(password: string): void {
    const settings = [
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      `--pwfile=${password}`,
      '-E',
      'UTF8',
      '--locale=C',
      '-N',
    ];
    const initdb = path.join(this.binaries, 'initdb');
    const { status, stderr } = spawnSync(initdb, ['-D', this.data, ...settings], {
      ...user,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`initdb of PostgreSQL ${this.version} failed: ${stderr}`);
  }
}

/** PostgreSQL refuses to run as root. */
const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534, cwd: os.tmpdir() } : undefined;

async function freePort(): Promise<number> {
  const listener = net.createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  listener.close();
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
