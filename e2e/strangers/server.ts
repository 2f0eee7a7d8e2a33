import { type ChildProcess, type SpawnOptionsWithoutStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';

/** A server that a command line started. */
export class Server {
  /** What it has printed. */
  output = '';
  readonly #command: string;
  readonly #process: ChildProcess;

  constructor(command: string, options: SpawnOptionsWithoutStdio) {
    this.#command = command;
    // A group of its own: a shell does not pass on that it was ended.
    const started = spawn(command, { ...options, shell: true, detached: true });
    for (const stream of [started.stdout, started.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    this.#process = started;
  }

  /** Waits until it answers on a port. Returns its address. */
  async at(port: number): Promise<string> {
    const address = `http://127.0.0.1:${port}`;
    while (!(await answers(address))) {
      const { exitCode } = this.#process;
      if (exitCode !== null) throw new Error(`${this.#command} ended with ${exitCode}:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    return address;
  }

  async stop(): Promise<void> {
    const { pid, exitCode, signalCode } = this.#process;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    const closed = once(this.#process, 'close');
    process.kill(-pid, 'SIGTERM');
    await closed;
  }
}

async function answers(address: string): Promise<boolean> {
  try {
    await fetch(address);
    return true;
  } catch {
    return false;
  }
}

export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = Object(server.address());
  server.close();
  return port;
}
