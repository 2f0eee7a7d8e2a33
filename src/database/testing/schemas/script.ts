import { type Client, type Connection, Query } from 'pg';
import { offsetOf, statementsOf } from '../../../../build/schema-engine/sql';

/** A script's failure: PostgreSQL's own words, and where in the script. */
export class ScriptError extends Error {
  constructor(
    message: string,
    /** PostgreSQL's code for what went wrong. */
    readonly code: string | undefined,
    /** Where in the script. */
    readonly offset: number,
  ) {
    super(message);
  }
}

/** Runs a script as one query, as Prisma does. Throws {@link ScriptError}. */
export async function runScript(client: Client, sql: string): Promise<void> {
  const script = new Query(sql);
  // Many errors carry no position: the statements that were done tell which one failed.
  let done = 0;
  const count = () => done++;
  const { submit } = script;
  script.submit = (connection: Connection) => {
    connection.on('commandComplete', count);
    for (const ended of ['end', 'error']) script.once(ended, () => connection.off('commandComplete', count));
    submit.call(script, connection);
  };
  await new Promise<void>((resolve, reject) => {
    script.on('end', () => resolve());
    script.on('error', (error: Error & { position?: string; hint?: string; code?: string }) => {
      const offset =
        error.position === undefined
          ? [...statementsOf(sql)][done]?.at
          : offsetOf(sql, Number(error.position));
      const message = error.hint === undefined ? error.message : `${error.message}\n  ${error.hint}`;
      reject(new ScriptError(message, error.code, offset ?? 0));
    });
    client.query(script);
  });
}
