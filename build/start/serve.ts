import { urlOf } from '../server/address';
import { aborted } from '../server/interruption';
import { type Exit, ServerWorker, type ServerWorkerOptions } from '../server/server-worker';
import type { Steps } from '../server/steps';

/**
 * Serves until the server ends; when `signal` is aborted, it ends the server first. Resolves with the exit code.
 * Throws StepFailed when the server ends before it listens.
 */
export async function serve(
  options: Omit<ServerWorkerOptions, 'args'>,
  steps: Steps,
  signal: AbortSignal,
): Promise<number> {
  // A new database gets the demo's rows; see `seed` in the components' meta files.
  const server = new ServerWorker({ ...options, args: ['--seed'] });
  try {
    await steps.run('Server', async () => {
      const begun = await Promise.race([server.run(), aborted(signal)]);
      signal.throwIfAborted();
      if (begun === undefined || 'exit' in begun)
        throw new Error(`ended before it listened${how(begun?.exit)}`);
      return { summary: `open ${urlOf(begun.address, '/demo/posts')}` };
    });
    const exit = await Promise.race([server.exited, aborted(signal)]);
    if (exit === undefined) return 0;
    process.stderr.write(`The server ended unexpectedly${how(exit)}.\n`);
    return exit.code || 1;
  } finally {
    await server.stop();
  }
}

function how(exit: Exit | undefined): string {
  return exit === undefined ? '' : ` (${exit.signal ?? `exit code ${exit.code}`})`;
}
