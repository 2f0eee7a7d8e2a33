import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';

export interface WaitOptions {
  /** How long to keep trying, in milliseconds. */
  timeout: number;
  /** Called before each pause. */
  onProgress: (message: string) => void;
  /** Stops the waiting. */
  signal: AbortSignal;
}

/** Errors of a server that may still come up: connection refused, unknown host, no answer, still starting. */
const PASSING = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'ENOENT',
  '57P03',
  '53300',
]);
const NO_SUCH_DATABASE = '3D000';

/**
 * Waits until the database server answers. Pauses grow from a quarter of a second to five. A missing database counts
 * as an answer: migrating creates it. Throws when the time is over, and at once when waiting can't help, as with a
 * wrong password. No message contains the URL.
 */
export async function waitForDatabase(url: string, options: WaitOptions): Promise<void> {
  const deadline = Date.now() + options.timeout;
  for (let length = 250; ; length = Math.min(length * 1.6, 5_000)) {
    const error = await attempt(url);
    if (error === undefined || error.code === NO_SUCH_DATABASE) return;
    const what = `the database at ${place(url)} (${error.code ?? error.message})`;
    if (!passes(error)) throw new Error(`Can't use ${what}: ${error.message}`);
    if (Date.now() + length > deadline) {
      const seconds = Math.round(options.timeout / 1000);
      throw new Error(
        `Gave up after ${seconds} s of waiting for ${what}. Is it running, and is DATABASE_URL right? ` +
          'DATABASE_CONNECT_TIMEOUT sets how many seconds to wait.',
      );
    }
    options.onProgress(`waiting for ${what}, next try in ${(length / 1000).toFixed(1)} s`);
    await pause(length, undefined, { signal: options.signal });
  }
}

interface Failure {
  code?: string;
  message: string;
}

async function attempt(url: string): Promise<Failure | undefined> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return undefined;
  } catch (error) {
    return failure(error);
  } finally {
    await client.end().catch(() => {});
  }
}

/** A host with several addresses fails with one error for each; the first one represents them. */
function failure(error: unknown): Failure {
  if (typeof error !== 'object' || error === null) return { message: String(error) };
  if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0)
    return failure(error.errors[0]);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { code, message: 'message' in error ? String(error.message) : String(error) };
}

function passes(error: Failure): boolean {
  return error.code === undefined ? /timeout|terminated/i.test(error.message) : PASSING.has(error.code);
}

function place(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  return `${searchParams.get('host') || host || 'a local socket'}${pathname}`;
}
