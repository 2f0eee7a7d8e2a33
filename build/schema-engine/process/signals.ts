const TO_END = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/**
 * Hears from its making on the signals by which this process is told to end: without it they end the process at once,
 * whatever it is about. One that comes before anybody listens is kept.
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

  /** Tells the listener of each; at once of the one that has come already. */
  listen(listener: (signal: NodeJS.Signals) => void): void {
    this.listener = listener;
    if (this.early !== undefined) listener(this.early);
  }
}
