import { type Client, type Connection, Query } from 'pg';

/** The server's response to a text. */
export interface Sent {
  /** The command tag of each statement that was done: `INSERT 0 1`, `COMMIT`. */
  tags: string[];
  /** What `pg` throws; undefined when all statements were done. */
  error: Error | undefined;
}

/**
 * Sends a text of any number of statements as one query, which is one transaction to PostgreSQL unless the text has its
 * own. Most errors have no position: the completed statements show which one failed.
 */
export async function send(client: Client, text: string): Promise<Sent> {
  const query = new Query(text);
  const tags: string[] = [];
  const note = ({ text: tag }: { text: string }) => tags.push(tag);
  const { submit } = query;
  query.submit = (connection: Connection) => {
    connection.on('commandComplete', note);
    for (const over of ['end', 'error']) query.once(over, () => connection.off('commandComplete', note));
    submit.call(query, connection);
  };
  const error = await new Promise<Error | undefined>((resolve) => {
    query.on('end', () => resolve(undefined));
    query.on('error', resolve);
    client.query(query);
  });
  // The driver reports an error before the server has sent the state of the transaction.
  if (error !== undefined) await client.query('').catch(() => undefined);
  return { tags, error };
}
