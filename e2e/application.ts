import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const bundle = path.resolve(__dirname, '../dist/main.js');

/** The built application in its own process. */
export interface Application {
  url: string;
  process: ChildProcess;
  /** Its output so far, from both streams. */
  output(): string;
  /** Sends the signal and returns the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface Started {
  process: ChildProcess;
  output(): string;
  exited: Promise<number | null>;
}

/** Starts the bundle and does not wait. Removes a variable that is undefined from the environment. */
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

/** Starts the bundle on a free port and waits until it listens. Throws with its output when it exits before. */
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
  if (url === undefined) throw new Error(`the application exited before it listened:\n${output()}`);
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    return exited;
  };
  return { url, process: child, output, stop };
}
