/** The options of a long run. */
export interface Asked {
  seed: number;
  count: number;
  /** Called with the progress. */
  say(message: string): void;
}

/** The result of a long run. */
export interface Result {
  /** One line of figures. */
  figures: string;
  /** Each broken safety, with what reproduces it. */
  breaches: string[];
}

/** A long run; a test does the same with a small count. */
export interface LongRun {
  /** The default count. */
  count: number;
  run(asked: Asked): Promise<Result>;
}

/** Reports the progress about twenty times. */
export function progress({ count, say }: Asked, what: string): (done: number) => void {
  const step = Math.max(1, Math.ceil(count / 20));
  return (done) => {
    if (done % step === 0) say(`${done} of ${count} ${what}`);
  };
}
