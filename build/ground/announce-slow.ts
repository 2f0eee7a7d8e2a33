/** How long work may take before it is announced, in ms. */
const PATIENCE_MS = 1_000;

export interface AnnounceOptions {
  /** @default writes a line to standard error: standard output is for the result */
  write?: (message: string) => void;
  /** @default 1 s */
  patience?: number;
}

/** Runs the work, and writes the message once when it takes over a second. Fails as the work does. */
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
