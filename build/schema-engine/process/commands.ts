import { checkConnection, createDatabase } from '../connection/maintenance';
import { messageOf, UserFacingError } from '../errors/user-facing-error';

/** A line of the native engine's log, which is what the command line reads. */
function logLine(level: 'INFO' | 'ERROR', fields: Record<string, unknown>): string {
  return JSON.stringify({
    timestamp: new Date().toISOString(),
    level,
    fields,
    target: 'schema_engine::logger',
  });
}

/** Runs one of the short commands, and returns the exit status. */
export async function runCommand(command: string, url: string): Promise<number> {
  // The reader drops the first line.
  process.stderr.write(`${logLine('INFO', { message: 'Starting schema engine CLI' })}\n`);
  try {
    if (command === 'can-connect-to-database') await checkConnection(url);
    else if (command === 'create-database') await createDatabase(url);
    else throw new UserFacingError(undefined, `The schema engine does not know the command \`${command}\`.`);
    process.stderr.write(logLine('INFO', { message: 'Done' }));
    return 0;
  } catch (error) {
    const code = error instanceof UserFacingError ? error.code : undefined;
    // The command line takes an answer without a code for a crash.
    process.stderr.write(
      logLine('ERROR', { is_panic: false, error_code: code ?? 'P1001', message: messageOf(error) }),
    );
    return 1;
  }
}
