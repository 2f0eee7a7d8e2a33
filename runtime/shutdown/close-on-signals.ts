import os from 'node:os';
import type { INestApplicationContext } from '@nestjs/common';
import { Logger } from '@nestjs/common';
import { DatabaseConnection } from '../connection';
import { secondsOf } from '../seconds';
import { OpenRequests, type RequestServer } from './open-requests';

export interface ShutdownOptions {
  /**
   * Seconds that running requests and statements may take from the signal on. Then statements are cancelled, and the process
   * ends. @default SHUTDOWN_TIMEOUT, or 10
   */
  timeout?: number;
  /** @default SIGTERM and SIGINT */
  signals?: readonly NodeJS.Signals[];
}

/** How long what was cancelled may take to answer, in ms. */
const LAST_MS = 1_000;

/**
 * Ends the application in order when the process gets a signal: it accepts no new connection, answers the requests that it
 * has, with `Connection: close`, lets their statements finish, disconnects and exits with 0. After the time-out it cancels
 * the statements that still run and exits with 1. A second signal ends the process at once. Use it instead of
 * `enableShutdownHooks`, before `listen`.
 *
 * @throws SetupError when `SHUTDOWN_TIMEOUT` is not a number of seconds
 */
export function closeOnSignals(app: INestApplicationContext, options: ShutdownOptions = {}): void {
  const { signals = ['SIGTERM', 'SIGINT'], timeout = secondsOf('SHUTDOWN_TIMEOUT', 10) } = options;
  const requests = new OpenRequests(serverOf(app));
  let closing = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (closing) process.exit(128 + os.constants.signals[signal]);
    closing = true;
    void close(app, requests, timeout * 1000).then((code) => process.exit(code));
  };
  for (const signal of signals) process.on(signal, onSignal);
}

async function close(app: INestApplicationContext, requests: OpenRequests, ms: number): Promise<number> {
  const logger = new Logger('Shutdown');
  const closed = app.close().then(
    () => 0,
    (error: unknown) => {
      logger.error(
        'the application could not be closed',
        error instanceof Error ? error.stack : String(error),
      );
      return 1;
    },
  );
  requests.end();
  const code = await Promise.race([closed, after(ms)]);
  if (code !== undefined) return code;
  const { count } = requests;
  const cancelled = await Promise.race([cancelStatements(app), after(LAST_MS)]);
  logger.warn(
    `requests that still ran after ${ms / 1000} s (SHUTDOWN_TIMEOUT): ${count}; cancelled statements: ${cancelled ?? 0}`,
  );
  await Promise.race([closed, after(LAST_MS)]);
  return 1;
}

function after(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}

async function cancelStatements(app: INestApplicationContext): Promise<number> {
  const connections = connectionsOf(app);
  const cancelled = await Promise.allSettled(connections.map((connection) => connection.cancelStatements()));
  return cancelled.reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value : 0), 0);
}

/** None in an application without DatabaseModule. */
function connectionsOf(app: INestApplicationContext): DatabaseConnection[] {
  try {
    return app.get(DatabaseConnection, { strict: false, each: true });
  } catch {
    return [];
  }
}

function serverOf(app: INestApplicationContext): RequestServer | undefined {
  return 'getHttpServer' in app ? (app as { getHttpServer(): RequestServer }).getHttpServer() : undefined;
}
