import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const bundle = path.resolve(__dirname, '../dist/main.js');

/** The built application as a process of its own. */
export interface Application {
  url: string;
  process: ChildProcess;
  /** All that it said so far, on both streams. */
  output(): string;
  /** Sends the signal and returns the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface Started {
  process: ChildProcess;
  output(): string;
  exited: Promise<number | null>;
}

/** Starts the bundle and does not wait. A variable that is undefined is taken out of the environment. */
export function launch(environment: NodeJS.ProcessEnv = {}, args: string[] = []): Started {
  const env = { ...process.env, NODE_ENV: 'production', PORT: '0', HOST: '127.0.0.1', ...environment };
  const child = spawn(process.execPath, [bundle, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  }
  const exited = once(child, 'close').then(([code]: (number | null)[]) => code ?? null);
  return { process: child, output: () => text, exited };
}

/** Starts the bundle on a free port and waits until it listens. Throws with its output when it ends instead. */
export async function startApplication(
  environment: NodeJS.ProcessEnv = {},
  args: string[] = [],
): Promise<Application> {
  const { process: child, output, exited } = launch(environment, args);
  const address = () => /^Listening on (\S+)$/m.exec(output())?.[1];
  const listening = new Promise<void>((resolve) => {
    child.stdout?.on('data', () => address() && resolve());
  });
  await Promise.race([listening, exited]);
  const url = address();
  if (url === undefined) throw new Error(`the application ended before it listened:\n${output()}`);
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    return exited;
  };
  return { url, process: child, output, stop };
}
