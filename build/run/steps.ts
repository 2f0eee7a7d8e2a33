import { colorsFor } from '../diagnostics';

/** The failure of a step; its message is the step's name, its cause the reason. */
export class StepFailed extends Error {}

export interface StepsOptions {
  /** No step begins after it is aborted. */
  signal: AbortSignal;
  /** @default writes to standard output */
  write?: (text: string) => void;
}

/** Shows the steps of a long command: a line when one begins, its progress, and a line when it ends. */
export class Steps {
  readonly #signal: AbortSignal;
  readonly #write: (text: string) => void;
  readonly #paint = colorsFor(process.stdout);

  constructor({ signal, write = (text) => process.stdout.write(text) }: StepsOptions) {
    this.#signal = signal;
    this.#write = write;
  }

  /**
   * Runs one step, then shows its summary and the time it took.
   * Throws StepFailed, with the error as its cause, when `work` fails.
   */
  async run<T extends { summary: string }>(
    name: string,
    work: (onProgress: (message: string) => void) => Promise<T>,
  ): Promise<T> {
    this.#signal.throwIfAborted();
    const began = performance.now();
    this.#write(`${this.#paint.cyan('•')} ${name}\n`);
    try {
      const done = await work((message) => this.#write(`  ${message}\n`));
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      this.#write(
        `${this.#paint.green('✓')} ${name}: ${done.summary} ${this.#paint.dim(`(${seconds} s)`)}\n`,
      );
      return done;
    } catch (cause) {
      throw new StepFailed(name, { cause });
    }
  }
}
