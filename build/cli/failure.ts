/** The arguments are wrong, and the message says which ones are right. */
export class CallError extends Error {}

/**
 * Prints an error that is not a diagnostic in one line, and its stack when `DEBUG` is set.
 */
export function reportFailure(error: unknown, environment: NodeJS.ProcessEnv): void {
  const known = error instanceof Error;
  const message = known ? error.message : String(error);
  process.stderr.write(`prismosaic: ${message}\n`);
  if (environment.DEBUG && known) process.stderr.write(`${error.stack}\n`);
}
