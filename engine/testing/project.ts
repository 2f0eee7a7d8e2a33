import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PASSWORD } from './postgres-server';

/** What a command left. */
export interface CommandResult {
  status: number | null;
  /** What it printed, on both streams, without colours. */
  output: string;
  stdout: string;
  stderr: string;
}

export interface ProjectOptions {
  schema: string;
  url?: string;
  shadowUrl?: string;
  /** More of `prisma.config.ts`: properties of the configuration, as source. */
  config?: string;
}

const checkout = path.resolve(__dirname, '../..');
/** The checkout's Prisma, or another version's program. */
const cli = () => process.env.PRISMA_UNDER_TEST ?? require.resolve('prisma/build/index.js');
const hidden = [PASSWORD, encodeURIComponent(PASSWORD)];

/** How long a command may take, in ms: one that hangs must not keep all the others. */
const PATIENCE = 240_000;

/** A datasource and a generator: the head of each schema. */
export const HEAD = `datasource db {
  provider = "postgresql"
}

generator client {
  provider = "prisma-client"
  output   = "../generated"
}
`;

/** A project that uses only the engine of Prismosaic, in a temporary folder. */
export class Project {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'engine-project-'));

  constructor(options: ProjectOptions) {
    this.write('prisma/schema.prisma', options.schema);
    fs.symlinkSync(path.join(checkout, 'node_modules'), path.join(this.folder, 'node_modules'), 'junction');
    this.configure(options);
  }

  configure({ url, shadowUrl, config = '' }: Omit<ProjectOptions, 'schema'>): void {
    this.write(
      'prisma.config.ts',
      `import { createRequire } from 'node:module';
const load = createRequire(__filename);
load(${JSON.stringify(path.join(checkout, 'build', 'ground', 'load-typescript.js'))});
load(${JSON.stringify(path.join(checkout, 'engine', 'index.ts'))}).selectSchemaEngine({ root: __dirname });
export default {
  schema: 'prisma/schema.prisma',
  datasource: { url: ${JSON.stringify(url)}, shadowDatabaseUrl: ${JSON.stringify(shadowUrl)} },
  migrations: { path: 'prisma/migrations' },
  ${config}
};
`,
    );
  }

  write(file: string, text: string): void {
    const target = path.join(this.folder, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
  }

  delete(file: string): void {
    fs.rmSync(path.join(this.folder, file), { recursive: true, force: true });
  }

  read(file: string): string {
    return fs.readFileSync(path.join(this.folder, file), 'utf8');
  }

  schema(models: string): void {
    this.write('prisma/schema.prisma', `${HEAD}\n${models}`);
  }

  /** Adds a migration, and the lock file that belongs to them. */
  migration(name: string, sql: string): void {
    this.write(`prisma/migrations/${name}/migration.sql`, sql);
    this.write('prisma/migrations/migration_lock.toml', 'provider = "postgresql"\n');
  }

  /** Names of the migrations, oldest first. */
  migrations(): string[] {
    const folder = path.join(this.folder, 'prisma', 'migrations');
    if (!fs.existsSync(folder)) return [];
    return fs
      .readdirSync(folder)
      .filter((name) => name !== 'migration_lock.toml')
      .sort();
  }

  /** Starts Prisma's command line. */
  start(args: string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
    const { DATABASE_URL, PRISMA_SCHEMA_ENGINE_BINARY, NODE_OPTIONS, ...rest } = process.env;
    return spawn(process.execPath, [cli(), ...args], {
      cwd: this.folder,
      env: {
        ...rest,
        CHECKPOINT_DISABLE: '1',
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        NO_COLOR: '1',
        ...environment,
      },
    });
  }

  /** Runs Prisma's command line. Throws when the output contains the password. */
  async prisma(args: string[], { input = '', environment = {} } = {}): Promise<CommandResult> {
    const child = this.start(args, environment);
    child.stdin?.end(input);
    let hung = false;
    const waiting = setTimeout(() => {
      hung = child.kill('SIGKILL');
    }, PATIENCE);
    const result = await finished(child).finally(() => clearTimeout(waiting));
    if (hung) throw new Error(`\`prisma ${args.join(' ')}\` did not end, having printed:\n${result.output}`);
    const shown = hidden.find((secret) => result.output.includes(secret));
    if (shown !== undefined) throw new Error(`\`prisma ${args.join(' ')}\` shows the password.`);
    return result;
  }

  /** Runs it in a terminal, where `answers` are typed in turn, each when its question appears. */
  async inTerminal(args: string[], answers: [question: string, typed: string][]): Promise<CommandResult> {
    const { CI, DATABASE_URL, PRISMA_SCHEMA_ENGINE_BINARY, ...rest } = process.env;
    const command = [process.execPath, cli(), ...args].map((word) => `'${word}'`).join(' ');
    const child = spawn('script', ['-qfec', command, '/dev/null'], {
      cwd: this.folder,
      env: { ...rest, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1', TERM: 'xterm' },
    });
    const left = [...answers];
    let seen = '';
    child.stdout.on('data', (text) => {
      seen += text;
      const next = left[0];
      if (next === undefined || !seen.includes(next[0])) return;
      left.shift();
      seen = '';
      child.stdin.write(next[1]);
    });
    return finished(child);
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Waits for a process and what it printed. */
export function finished(child: ChildProcess): Promise<CommandResult> {
  const seen = { output: '', stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8');
    child[name]?.on('data', (text: string) => {
      seen[name] += text;
      seen.output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      const { output, stdout, stderr } = seen;
      resolve({ status, output: plain(output), stdout: plain(stdout), stderr: plain(stderr) });
    });
  });
}

const plain = (text: string) => text.replace(ANSI, '');
const ANSI = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*[A-Za-z]`, 'g');
