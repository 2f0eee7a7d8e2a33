import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '..');
const PUBLISHED = ['prisma/schema', 'src/database/client', 'src/components/registry.generated.ts'];

/** A fresh clone of this project, with uncommitted changes, in its own folder and with its own database. */
export class Checkout {
  readonly root = realpathSync(mkdtempSync(path.join(tmpdir(), 'prismosaic-e2e-')));
  readonly #environment: NodeJS.ProcessEnv;

  constructor() {
    const published = PUBLISHED.map((name) => path.join(root, name));
    const files = readdirSync(root).filter((name) => /\.(js|ts|json)$/.test(name));
    for (const name of ['src', 'prisma', ...files]) {
      const filter = (source: string) => !published.includes(source);
      cpSync(path.join(root, name), path.join(this.root, name), { recursive: true, filter });
    }
    symlinkSync(path.join(root, 'node_modules'), path.join(this.root, 'node_modules'), 'junction');
    this.#environment = { ...process.env };
    for (const name of ['DATABASE_URL', 'JEST_WORKER_ID', 'NODE_ENV']) delete this.#environment[name];
  }

  write(file: string, text: string): void {
    const target = path.join(this.root, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }

  delete(file: string): void {
    rmSync(path.join(this.root, file), { recursive: true });
  }

  /** Runs a Node script to its end and returns its output. Throws when it fails. */
  async run(...args: string[]): Promise<string> {
    const child = this.#spawn(args);
    const output = collect(child.stdout);
    const errors = collect(child.stderr);
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`${args.join(' ')} exited with ${code}:\n${output()}${errors()}`);
    return output();
  }

  /** `npm start`, until it serves. `stop` ends it and returns the exit code. */
  async start(port: number): Promise<{ url: string; stop: () => Promise<number | null> }> {
    const child = this.#spawn([path.join(root, 'build/cli/prismosaic.js'), 'start'], { PORT: String(port) });
    const output = collect(child.stdout);
    const errors = collect(child.stderr);
    const closed = once(child, 'close').then(([code]: (number | null)[]) => code ?? null);
    const url = `http://127.0.0.1:${port}`;
    const served = new Promise<boolean>((resolve) => {
      child.stdout.on('data', () => output().includes('/demo/posts') && resolve(true));
    });
    if (!(await Promise.race([served, closed.then(() => false)]))) {
      throw new Error(`start exited:\n${output()}${errors()}`);
    }
    const stop = () => {
      child.kill('SIGTERM');
      return closed;
    };
    return { url, stop };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }

  #spawn(args: string[], environment: NodeJS.ProcessEnv = {}) {
    return spawn(process.execPath, args, {
      cwd: this.root,
      env: { ...this.#environment, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  return () => text;
}
