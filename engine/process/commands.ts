import { checkConnection, createDatabase } from '../connection/maintenance';
import { messageOf, UserFacingError } from '../errors/user-facing-error';

/** The result of a short command: the exit status, and what is written to stderr. */
export interface Answer {
  status: number;
  log: string;
}

/** A line of the native engine's log, which is what the command line reads. */
function logLine(level: 'INFO' | 'ERROR', fields: Record<string, unknown>): string {
  return JSON.stringify({
    timestamp: new Date().toISOString(),
    level,
    fields,
    target: 'schema_engine::logger',
  });
}

/**
 * Runs one of the short commands.
 * @param check how to find out whether a database can be reached.
 */
export async function answerCommand(command: string, url: string, check = checkConnection): Promise<Answer> {
  // The reader drops the first line.
  const first = logLine('INFO', { message: 'Starting schema engine CLI' });
  try {
    if (command === 'can-connect-to-database') await check(url);
    else if (command === 'create-database') await createDatabase(url);
    else throw new UserFacingError(undefined, `The schema engine does not know the command \`${command}\`.`);
    return { status: 0, log: `${first}\n${logLine('INFO', { message: 'Done' })}` };
  } catch (error) {
    const code = error instanceof UserFacingError ? error.code : undefined;
    // The command line treats an answer without a code as a crash.
    const fields = { is_panic: false, error_code: code ?? 'P1001', message: messageOf(error) };
    return { status: 1, log: `${first}\n${logLine('ERROR', fields)}` };
  }
}
