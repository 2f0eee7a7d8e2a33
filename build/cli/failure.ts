/** The call is wrong, and the message says how to call. */
export class CallError extends Error {}

/**
 * Tells of an error that nobody turned into a diagnostic: one line, and the stack for those who set `DEBUG`.
 */
export function reportFailure(error: unknown, environment: NodeJS.ProcessEnv): void {
  const known = error instanceof Error;
  const message = known ? error.message : String(error);
  process.stderr.write(`prismosaic: ${message}\n`);
  if (environment.DEBUG && known) process.stderr.write(`${error.stack}\n`);
}
