const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The reason why a long-running command ends although nothing failed. */
export class Interrupted extends Error {
  constructor(readonly signal: NodeJS.Signals) {
    super(`Interrupted by ${signal}.`);
  }
}

/**
 * A signal that is aborted, with `Interrupted`, when the process is asked to end. npm passes on a Ctrl-C that the
 * terminal has already sent, so a second signal has no further effect.
 */
export function interruption(environment: NodeJS.ProcessEnv): { signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  const abort = (name: NodeJS.Signals) => controller.abort(new Interrupted(name));
  for (const name of SIGNALS) process.on(name, abort);
  const parent = environment.npm_lifecycle_event ? onParentsEnd(() => abort('SIGTERM')) : undefined;
  return {
    signal: controller.signal,
    dispose: () => {
      for (const name of SIGNALS) process.off(name, abort);
      clearInterval(parent);
    },
  };
}

/** npm starts a script through a shell that ends on SIGTERM without passing it on, so its end counts as the signal. */
function onParentsEnd(abort: () => void): NodeJS.Timeout {
  const parent = process.ppid;
  return setInterval(() => {
    if (process.ppid !== parent) abort();
  }, 250).unref();
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
