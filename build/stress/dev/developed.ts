import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { databaseUrls } from '../../postgres';
import type { Shown } from '../../run/dev/shown';
import { ProjectCopy, type RunningCommand } from '../../test-kit/project-copy';

/** `prismosaic dev`, as a separate process, in a copy of this project. */
export class Developed {
  readonly project = new ProjectCopy();
  readonly #probe = path.join(this.project.root, '.prismosaic', 'memory.json');
  readonly #dev: RunningCommand;
  #database: Client | undefined;
  #role = '';
  #address = '';

  private constructor() {
    this.#dev = this.project.run(['dev'], {
      PORT: '0',
      HOST: '127.0.0.1',
      NODE_OPTIONS: `--require ${path.join(__dirname, 'probe.js')}`,
      MEMORY_PROBE: this.#probe,
    });
  }

  /** Resolves once it serves. */
  static async start(): Promise<Developed> {
    const developed = new Developed();
    const first = await developed.says(/Serving http:\S+|The build failed/);
    if (!first.startsWith('Serving ')) {
      await developed.dispose();
      throw new Error(developed.output);
    }
    developed.#address = first.slice('Serving '.length);
    await developed.#connect();
    return developed;
  }

  /** All output so far. */
  get output(): string {
    return this.#dev.output;
  }

  says(pattern: RegExp, from = 0): Promise<string> {
    return this.#dev.says(pattern, from);
  }

  /** Requests a page with rows of the database, on a new connection. Throws when the request fails. */
  async page(): Promise<string> {
    const answer = await fetch(`${this.#address}demo/posts`, { headers: { connection: 'close' } });
    return answer.text();
  }

  /** Resolves once an open page shows this. Like a browser, it reconnects when the server ends the stream. */
  async shows(expected: (shown: Shown) => boolean): Promise<void> {
    for (;;) {
      for await (const shown of this.#events()) if (expected(shown)) return;
      await pause(100);
    }
  }

  /** The events of one stream, until it ends or fails, or the caller stops reading. */
  async *#events(): AsyncGenerator<Shown> {
    try {
      const { body } = await fetch(`${this.#address}__prismosaic/events`);
      let text = '';
      for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const lines = (text + part).split('\n');
        text = lines.pop() ?? '';
        for (const line of lines) {
          if (line.startsWith('data: ')) yield JSON.parse(line.slice('data: '.length));
        }
      }
    } catch (error) {
      // `fetch` reports a lost connection as a TypeError.
      if (!(error instanceof TypeError)) throw error;
    }
  }

  /** How many connections the runtime role has. */
  async connections(): Promise<number> {
    const answer = await this.#database?.query<{ count: number }>(
      'SELECT count(*)::int FROM pg_stat_activity WHERE usename = $1',
      [this.#role],
    );
    return answer?.rows[0]?.count ?? Number.NaN;
  }

  /** The memory of the process that builds, in bytes, after a garbage collection. */
  async memory(): Promise<{ heapUsed: number; rss: number }> {
    fs.rmSync(this.#probe, { force: true });
    this.#dev.signal('SIGUSR2');
    while (!fs.existsSync(this.#probe)) await new Promise((resolve) => setTimeout(resolve, 10));
    return JSON.parse(fs.readFileSync(this.#probe, 'utf8'));
  }

  async dispose(): Promise<void> {
    await this.#database?.end();
    await this.project.dispose();
  }

  async #connect(): Promise<void> {
    const { migration, runtime } = await databaseUrls({ root: this.project.root, environment: {} });
    this.#role = new URL(runtime).username;
    this.#database = new Client({ connectionString: migration });
    // The server may be stopped before this client. A real failure shows at the next query.
    this.#database.on('error', () => {});
    await this.#database.connect();
  }
}
