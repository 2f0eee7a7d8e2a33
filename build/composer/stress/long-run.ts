/** How a long run is to be done. */
export interface Asked {
  seed: number;
  count: number;
  /** Told how far it is. */
  say(message: string): void;
}

/** What came of it. */
export interface Result {
  /** One line of figures. */
  figures: string;
  /** Each safety that was breached, with what reproduces it. */
  breaches: string[];
}

/** A long run; a test does the same with a small count. */
export interface LongRun {
  /** How many, unless said otherwise. */
  count: number;
  run(asked: Asked): Promise<Result>;
}

/** Says the progress about twenty times. */
export function progress({ count, say }: Asked, what: string): (done: number) => void {
  const step = Math.max(1, Math.ceil(count / 20));
  return (done) => {
    if (done % step === 0) say(`${done} of ${count} ${what}`);
  };
}
