import { colorsFor } from '../../diagnostics';

/** The output of `prismosaic dev`: short lines, each with the time of day. */
export class Journal {
  readonly #write: (text: string) => void;
  readonly #paint = colorsFor(process.stdout);

  constructor(write: (text: string) => void = (text) => process.stdout.write(text)) {
    this.#write = write;
  }

  log(message: string): void {
    this.#write(`${this.#paint.dim(new Date().toTimeString().slice(0, 8))} ${message}\n`);
  }

  /** Reports a failure. The details, which may have many lines, come first: the last line is the one that is seen. */
  fail(message: string, details?: string): void {
    if (details) this.#write(`${details}\n`);
    this.log(this.#paint.red(message));
  }
}

/** `120 ms` or `1.2 s` since `began`, a time of `performance.now()`. */
export function since(began: number): string {
  const duration = performance.now() - began;
  return duration < 1000 ? `${Math.round(duration)} ms` : `${(duration / 1000).toFixed(1)} s`;
}
