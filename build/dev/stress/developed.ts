import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { databaseUrls } from '../../postgres';
import { ProjectCopy, type RunningCommand } from '../../server/testing/project-copy';
import type { Shown } from '../shown';

/** `prismosaic dev`, as a process of its own, in a copy of this project. */
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
    const said = await developed.says(/Serving http:\S+|The build failed/);
    if (!said.startsWith('Serving ')) {
      await developed.dispose();
      throw new Error(developed.output);
    }
    developed.#address = said.slice('Serving '.length);
    await developed.#connect();
    return developed;
  }

  /** All that it has said. */
  get output(): string {
    return this.#dev.output;
  }

  says(pattern: RegExp, from = 0): Promise<string> {
    return this.#dev.says(pattern, from);
  }

  /** A page with rows of the database, asked for on a connection of its own. Throws when it can't be had. */
  async page(): Promise<string> {
    const answer = await fetch(`${this.#address}demo/posts`, { headers: { connection: 'close' } });
    return answer.text();
  }

  /** Resolves once an open page shows this. As a browser does, it asks again when a server on its way out ends the stream. */
  async shows(expected: (shown: Shown) => boolean): Promise<void> {
    for (;;) {
      for await (const shown of this.#events()) if (expected(shown)) return;
      await pause(100);
    }
  }

  /** What one stream of events says, until it ends, however that happens, or is left. */
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
      // `fetch` says no more of a lost connection.
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

  /** What the process that builds has in memory, in bytes, without what it may throw away. */
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
    // The server may be stopped before this client: what matters fails at the next query.
    this.#database.on('error', () => {});
    await this.#database.connect();
  }
}
