import { aborted } from '../interruption';
import type { Steps } from '../steps';
import { urlOf } from '../worker/address';
import { type Exit, ServerWorker, type ServerWorkerOptions } from '../worker/server-worker';

/**
 * Serves until the server ends, and shows the address of the page `open`; when `signal` is aborted, it ends the server first. Resolves with the exit code.
 * Throws StepFailed when the server ends before it listens.
 */
export async function serve(
  { open, ...options }: ServerWorkerOptions & { open: string },
  steps: Steps,
  signal: AbortSignal,
): Promise<number> {
  const server = new ServerWorker(options);
  try {
    await steps.run('Server', async () => {
      const begun = await Promise.race([server.run(), aborted(signal)]);
      signal.throwIfAborted();
      if (begun === undefined || 'exit' in begun)
        throw new Error(`ended before it listened${how(begun?.exit)}`);
      return { summary: `open ${urlOf(begun.address, open)}` };
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
