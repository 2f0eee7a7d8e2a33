import { type Client, type Connection, Query } from 'pg';
import { placeOf, statementStart } from './statements';

/** A script's failure: PostgreSQL's own words, and where in the script. */
export class ScriptError extends Error {
  constructor(
    message: string,
    /** `line:column`, from 1. */
    readonly place: string,
  ) {
    super(message);
  }
}

/** A whole script as one query, which counts the statements that were done: errors of many kinds carry no position. */
class Script extends Query {
  done = 0;

  override submit(connection: Connection): void {
    connection.on('commandComplete', () => {
      this.done++;
    });
    super.submit(connection);
  }
}

/** Runs a script as one query, as Prisma does. The connection is for nothing else. Throws {@link ScriptError}. */
export async function runScript(client: Client, sql: string): Promise<void> {
  const script = new Script(sql);
  await new Promise<void>((resolve, reject) => {
    script.on('end', () => resolve());
    script.on('error', (error: Error & { position?: string; hint?: string }) => {
      // PostgreSQL counts characters, JavaScript UTF-16 units.
      const characters = error.position === undefined ? undefined : Number(error.position) - 1;
      const offset =
        characters === undefined
          ? statementStart(sql, script.done)
          : [...sql].slice(0, characters).join('').length;
      const message = error.hint === undefined ? error.message : `${error.message}\n  ${error.hint}`;
      reject(new ScriptError(message, placeOf(sql, offset ?? 0)));
    });
    client.query(script);
  });
}
