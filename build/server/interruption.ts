const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Why a long-runner ends although nothing failed. */
export class Interrupted extends Error {
  constructor(readonly signal: NodeJS.Signals) {
    super(`Interrupted by ${signal}.`);
  }
}

/**
 * A signal that is aborted, with `Interrupted`, when the process is asked to end. npm passes a Ctrl-C on that the
 * terminal has delivered already, so the second one means no more than the first.
 */
export function interruption(): { signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  const listeners = SIGNALS.map((name) => {
    const listener = () => controller.abort(new Interrupted(name));
    process.on(name, listener);
    return () => process.off(name, listener);
  });
  return {
    signal: controller.signal,
    dispose: () => {
      for (const off of listeners) off();
    },
  };
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
