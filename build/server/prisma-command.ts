import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

export interface PrismaCommandOptions {
  root: string;
  environment: NodeJS.ProcessEnv;
  /** Ends the command. */
  signal: AbortSignal;
}

export interface PrismaResult {
  code: number | null;
  /** What it wrote, on both streams, in order. */
  output: string;
}

/** Runs `prisma <args>` in `root` as a process of its own, without a terminal. */
export async function prisma(args: readonly string[], options: PrismaCommandOptions): Promise<PrismaResult> {
  const cli = createRequire(path.join(options.root, 'package.json')).resolve('prisma/build/index.js');
  const child = spawn(process.execPath, [cli, ...args], {
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

/**
 * Applies the migrations that the database lacks. Throws with all that Prisma said
 * when one fails.
 */
export async function migrateDeploy(options: PrismaCommandOptions): Promise<{ summary: string }> {
  const { code, output } = await prisma(['migrate', 'deploy'], options);
  if (code !== 0)
    throw new Error(`\`prisma migrate deploy\` failed (exit code ${code ?? 'none'}):\n${output.trim()}`);
  const applied = output.match(/└─ migration\.sql/g)?.length ?? 0;
  return { summary: applied === 0 ? 'nothing to apply' : `${applied} applied` };
}

/** Whether the composed schema describes another structure than the database has. */
export async function schemaDiffers(options: PrismaCommandOptions): Promise<boolean> {
  const args = ['migrate', 'diff', '--from-config-datasource', '--to-schema', 'prisma/schema', '--exit-code'];
  const { code, output } = await prisma(args, options);
  if (code !== 0 && code !== 2) throw new Error(`\`prisma migrate diff\` failed:\n${output.trim()}`);
  return code === 2;
}
