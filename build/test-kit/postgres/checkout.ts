import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { EmbeddedPostgres } from '../../postgres/embedded';
import { readRecord, type ServerRecord } from '../../postgres/roles/record';
import { database, migrationRole, runtimeRole } from '../../postgres/roles/roles';

/** A root folder for one test, removed together with its server. */
export class Checkout {
  readonly root: string;
  readonly server: EmbeddedPostgres;
  /** The process of the latest claimant, to kill it before its first output. */
  spawned: ChildProcess | undefined;

  constructor(folder?: string) {
    this.root = folder ?? fs.mkdtempSync(path.join(os.tmpdir(), 'prismosaic-postgres-'));
    if (folder === undefined) fs.chmodSync(this.root, 0o755);
    else fs.mkdirSync(folder, { recursive: true });
    this.server = new EmbeddedPostgres(this.root);
  }

  file(name: string): string {
    return path.join(this.root, '.prismosaic', 'postgres', name);
  }

  record(): ServerRecord {
    const record = readRecord(this.file('server.json'));
    if (record === undefined) throw new Error('no server was set up');
    return record;
  }

  /** Starts a process that claims the server, prints its port and runs until its input ends. */
  async claimant(options: { uid?: number; gid?: number; env?: NodeJS.ProcessEnv } = {}): Promise<Claimant> {
    const child = spawn(process.execPath, [path.join(__dirname, 'claimant.js'), this.root], {
      stdio: ['pipe', 'pipe', 'pipe'],
      // Its own process group, to kill it with everything that it started, like a power failure.
      detached: true,
      env: { ...process.env, ...options.env },
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.gid }),
    });
    this.spawned = child;
    const said = { port: '', progress: '' };
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.progress += text;
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.port += text;
    });
    await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
    return { child, port: Number(said.port), progress: said.progress };
  }

  async connect(role: 'runtime' | 'migration', name = database): Promise<Client> {
    const { port, passwords } = this.record();
    const user = role === 'runtime' ? runtimeRole : migrationRole;
    const client = new Client({ host: '127.0.0.1', port, user, password: passwords[role], database: name });
    // These tests kill the server under a connection.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  /** Runs one statement on a new connection; resolves with the first row. */
  async ask(role: 'runtime' | 'migration', sql: string, name = database): Promise<Record<string, unknown>> {
    const client = await this.connect(role, name);
    try {
      return (await client.query(sql)).rows?.[0] ?? {};
    } finally {
      await client.end();
    }
  }

  async remove(): Promise<void> {
    await this.server.stop({ force: true });
    await this.server.reset();
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}

export interface Claimant {
  child: ChildProcess;
  /** NaN when it failed. */
  port: number;
  progress: string;
}

export async function leave({ child }: Claimant): Promise<void> {
  const living = child.exitCode === null && child.signalCode === null;
  const closed = living ? once(child, 'close') : undefined;
  child.stdin?.end();
  await closed;
}
