import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { TemporaryProject } from '../../../test-kit/composer/project';
import type { State } from '../clean-builds';

/** What a process saw that read the published folders during all runs. */
export interface Seen {
  reads: number;
  /** Reads that found the folder exchanged, and started again. */
  repeated: number;
  /** States that are not among the good ones. */
  mixtures: number;
}

/** Reads the published folders of a project in a separate process. */
export class Reader {
  readonly #process: ChildProcess;
  readonly #output: Promise<string>;

  constructor(project: TemporaryProject) {
    const folders = ['prisma/schema', 'src/database/client'].map((folder) => project.path(folder));
    const started = spawn(process.execPath, [path.join(__dirname, 'read-again-and-again.js'), ...folders], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#process = started;
    this.#output = text(started.stdout);
  }

  /** Ends the process. Throws when it failed. */
  async end(good: readonly State[]): Promise<Seen> {
    const closed = once(this.#process, 'close');
    this.#process.stdin?.end();
    const [status] = await closed;
    const lines = (await this.#output).trim().split('\n');
    const [, reads, repeated] = /^reads (\d+) (\d+)$/.exec(lines.pop() ?? '') ?? [];
    if (status !== 0 || reads === undefined) throw new Error('The reader failed.');
    const known = new Set(good.flatMap(({ schema, client }) => [`0 ${hash(schema)}`, `1 ${hash(client)}`]));
    return {
      reads: Number(reads),
      repeated: Number(repeated),
      mixtures: lines.filter((line) => !known.has(line)).length,
    };
  }
}

function hash(files: Readonly<Record<string, string>>): string {
  const made = createHash('sha256');
  for (const name of Object.keys(files).sort()) {
    const bytes = Buffer.from(files[name] ?? '', 'latin1');
    made.update(JSON.stringify([name, bytes.length])).update(bytes);
  }
  return made.digest('hex');
}
