import { spawn } from 'node:child_process';
import os from 'node:os';
import { loadEnvironment } from '../../ground/environment';
import { conclude } from '../conclude';
import { openDatabase } from '../database/open-database';
import { interruption } from '../interruption';
import { Steps } from '../steps';
import { hasEffect, watchAndCompose } from '../watch/compose-watch';
import { environmentOfServer } from '../worker/environment-of-server';
import { report } from './report';

export interface RunCommandOptions {
  /** Absolute path of the project. */
  root: string;
  /** `.env` is read into it. */
  environment: NodeJS.ProcessEnv;
  /** The program and its arguments. */
  command: readonly string[];
}

/**
 * Runs a command with the project's databases: starts the embedded ones, sets the runtime roles' addresses, composes before
 * it starts and after each change. For builders that have no plugin: `prismosaic run nest start --watch`. Resolves with the
 * command's exit code. Throws when the schemas have errors at the beginning.
 */
export async function runCommand({ root, environment, command }: RunCommandOptions): Promise<number> {
  const { signal, dispose } = interruption(environment);
  const steps = new Steps({ signal });
  const over = new AbortController();
  let release = async () => {};
  try {
    loadEnvironment(root, environment);
    const { databases } = await steps.run('Database', async (onProgress) => {
      const database = await openDatabase({ root, environment, onProgress, signal });
      release = database.release;
      return database;
    });
    const composed = firstRun(root, AbortSignal.any([signal, over.signal]));
    await steps.run('Schemas and client', () => composed.first);
    const mode = environment.NODE_ENV === 'production' ? 'production' : 'development';
    const code = await ended(command, root, environmentOfServer(environment, databases, mode), signal);
    over.abort();
    await composed.end;
    return code;
  } catch (error) {
    return conclude(error, signal);
  } finally {
    over.abort();
    await release();
    dispose();
  }
}

/** Composes now, and after each change; `first` is rejected when the first run finds errors. */
function firstRun(
  root: string,
  signal: AbortSignal,
): { first: Promise<{ summary: string }>; end: Promise<void> } {
  let settle: (ok: boolean) => void = () => {};
  const first = new Promise<{ summary: string }>((resolve, reject) => {
    settle = (ok) =>
      ok ? resolve({ summary: 'ready' }) : reject(new Error('the schemas have the errors above'));
  });
  let begun = false;
  const end = watchAndCompose({
    root,
    signal,
    onRun: async (outcome) => {
      if (!outcome.ok || (begun && hasEffect(outcome))) await report(root, outcome);
      if (!begun) settle(outcome.ok);
      begun = true;
    },
  });
  return { first, end };
}

async function ended(
  [program = '', ...args]: readonly string[],
  cwd: string,
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<number> {
  // npm puts the project's programs on the path of scripts; typed in a terminal, they are not there.
  const PATH = [`${cwd}/node_modules/.bin`, environment.PATH].join(process.platform === 'win32' ? ';' : ':');
  const child = spawn(program, args, {
    cwd,
    env: { ...environment, PATH },
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const stop = () => child.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  const [code, by] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (...how) => resolve(how));
  });
  signal.removeEventListener('abort', stop);
  return code ?? 128 + (by === null ? 0 : os.constants.signals[by]);
}
