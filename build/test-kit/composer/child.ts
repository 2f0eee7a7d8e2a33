import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

const child = path.join(__dirname, 'compose-child.js');
const killer = path.join(__dirname, 'kill-at.js');

/** How a composing process ended. */
export interface Ended {
  status: number | null;
  signal: NodeJS.Signals | null;
  /** How many files it put in place. */
  written: number;
  /** How often it changed the file system, when it was not killed. */
  changes: number;
  stdout: string;
  stderr: string;
}

/** How to start one. */
export interface Starting {
  generate?: boolean;
  /** The process is killed just before its n-th change of the file system. */
  killAt?: number;
  /** Preloaded instead. */
  preload?: string;
  env?: Readonly<Record<string, string>>;
  /** The user to run as, default the caller's. Only root may set it. */
  uid?: number;
  gid?: number;
  /** The largest file that it may write, in bytes. */
  fileSize?: number;
}

/** Composes in a separate process. */
export function composeInChild(
  root: string,
  { generate = true, killAt = 0, preload = killer, env = {}, fileSize, ...user }: Starting = {},
): { pid: number | undefined; stderr: Readable; kill(): void; ended: Promise<Ended> } {
  const options = JSON.stringify({ generate });
  const program = [process.execPath, '-r', preload, child, root, options];
  const [command = '', ...args] =
    fileSize === undefined ? program : ['prlimit', `--fsize=${fileSize}`, ...program];
  const started = spawn(command, args, {
    ...user,
    env: { ...process.env, ...env, KILL_AT: String(killAt) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = Promise.all([text(started.stdout), text(started.stderr)]);
  const closed = new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    started.on('error', reject);
    started.on('close', (status, signal) => resolve([status, signal]));
  });
  const ended = Promise.all([closed, output]).then(([[status, signal], [stdout, stderr]]): Ended => {
    const written = stdout === '' ? 0 : JSON.parse(stdout).written.length;
    return {
      status,
      signal,
      written,
      changes: Number(/changes (\d+)/.exec(stderr)?.[1] ?? 0),
      stdout,
      stderr,
    };
  });
  return { pid: started.pid, stderr: started.stderr, kill: () => void started.kill('SIGKILL'), ended };
}
