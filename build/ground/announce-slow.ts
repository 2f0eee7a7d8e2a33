/** So long something may take before anybody wonders, in ms. */
const PATIENCE_MS = 1_000;

export interface AnnounceOptions {
  /** @default writes a line to standard error, so that standard output stays free for the result */
  write?: (message: string) => void;
  /** @default 1 s */
  patience?: number;
}

/** Does something, and says once what is under way when it takes over a second. Fails as the work does. */
export async function announceSlow<T>(
  message: string,
  work: () => Promise<T>,
  { write = toStderr, patience = PATIENCE_MS }: AnnounceOptions = {},
): Promise<T> {
  const timer = setTimeout(() => write(`${message} …`), patience);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}

function toStderr(message: string): void {
  process.stderr.write(`${message}\n`);
}
