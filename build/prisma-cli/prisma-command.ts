import { spawn } from 'node:child_process';
import path from 'node:path';
import type { DatabaseSettings } from '../composer';
import { projectPrisma } from '../ground/project-prisma';

/** One of the project's databases, for Prisma's command line. */
export type CommandDatabase = Pick<DatabaseSettings, 'name' | 'schemaFolder'>;

export interface PrismaCommandOptions {
  root: string;
  databases: readonly CommandDatabase[];
  environment: NodeJS.ProcessEnv;
  /** Ends the command. */
  signal: AbortSignal;
}

export interface PrismaResult {
  code: number | null;
  /** Its output on both streams, in order. */
  output: string;
}

/** Runs `prisma <args>` for a database as a child process in `root`, without a terminal. */
export async function prisma(
  args: readonly string[],
  { name }: CommandDatabase,
  options: Omit<PrismaCommandOptions, 'databases'>,
): Promise<PrismaResult> {
  const cli = prismaProgram(options.root);
  const child = spawn(process.execPath, [cli, ...args, ...configOf(name)], {
    cwd: options.root,
    env: { ...options.environment, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = () => child.kill('SIGTERM');
  options.signal.addEventListener('abort', end, { once: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    options.signal.throwIfAborted();
    return { code, output };
  } finally {
    options.signal.removeEventListener('abort', end);
  }
}

/** The program of the project's Prisma. Throws when it is not installed. */
export function prismaProgram(root: string): string {
  const found = projectPrisma(root);
  if (found === undefined)
    throw new Error('The package prisma is not installed: run `npm install --save-dev prisma@7`.');
  return found.program;
}

function configOf(name: string): string[] {
  return name === 'default' ? [] : ['--config', path.join('prisma', name, 'prisma.config.ts')];
}

/**
 * Applies the pending migrations, one database after the other. Throws with all of Prisma's output when one fails.
 */
export async function migrateDeploy(options: PrismaCommandOptions): Promise<{ summary: string }> {
  let applied = 0;
  for (const database of options.databases) {
    const { code, output } = await prisma(['migrate', 'deploy'], database, options);
    if (code !== 0) {
      const command = ['prisma', 'migrate', 'deploy', ...configOf(database.name)].join(' ');
      throw new Error(`\`${command}\` failed (exit code ${code ?? 'none'}):\n${output.trim()}`);
    }
    applied += output.match(/└─ migration\.sql/g)?.length ?? 0;
  }
  return { summary: applied === 0 ? 'nothing to apply' : `${applied} applied` };
}
