const TO_END = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/**
 * Receives the signals that end this process, from its creation on: without it they would end the process at once, in
 * the middle of its work. A signal that arrives before there is a listener is kept.
 */
export class Signals {
  private early: NodeJS.Signals | undefined;
  private listener: ((signal: NodeJS.Signals) => void) | undefined;

  constructor() {
    for (const name of TO_END) {
      process.on(name, (signal) => {
        if (this.listener === undefined) this.early ??= signal;
        else this.listener(signal);
      });
    }
  }

  /** Calls the listener for each signal; at once for the one that has already arrived. */
  listen(listener: (signal: NodeJS.Signals) => void): void {
    this.listener = listener;
    if (this.early !== undefined) listener(this.early);
  }
}
