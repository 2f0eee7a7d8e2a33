import { AsyncLocalStorage } from 'node:async_hooks';

/** The last characters that are kept; the error is at the end. */
const KEPT = 16_000;

interface Written {
  text: string;
}

const ofRequest = new AsyncLocalStorage<Written>();
const ofProcess: Written = { text: '' };

/**
 * Records what this process writes to standard error. When the process ends with an error, the parent gets the last
 * part of that as `{ failure }`.
 */
export function attachFailures(): void {
  const { stderr } = process;
  const write = stderr.write.bind(stderr);
  Object.defineProperty(stderr, 'write', {
    configurable: true,
    writable: true,
    value(...args: Parameters<typeof write>): boolean {
      const text = typeof args[0] === 'string' ? args[0] : Buffer.from(args[0]).toString();
      keep(ofProcess, text);
      const request = ofRequest.getStore();
      if (request !== undefined) keep(request, text);
      return write(...args);
    },
  });
  // Node doesn't write an uncaught error through the stream.
  process.on('uncaughtExceptionMonitor', (error) => {
    keep(ofProcess, `\n${error instanceof Error ? error.stack : String(error)}\n`);
  });
  process.on('exit', (code) => {
    if (code !== 0 && process.connected) process.send?.({ failure: ofProcess.text });
  });
}

/** Runs the work for a request. `written` returns what that work has written to standard error. */
export function listening<T>(work: (written: () => string) => T): T {
  const written: Written = { text: '' };
  return ofRequest.run(written, () => work(() => written.text));
}

function keep(written: Written, text: string): void {
  written.text = (written.text + text).slice(-KEPT);
}
