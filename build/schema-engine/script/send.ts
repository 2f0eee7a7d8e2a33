import { type Client, type Connection, Query } from 'pg';

/** What the server said of a text that it was sent. */
export interface Sent {
  /** The command tag of each statement that was done: `INSERT 0 1`, `COMMIT`. */
  tags: string[];
  /** What `pg` throws; undefined when all statements were done. */
  error: Error | undefined;
}

/**
 * Sends a text of any number of statements as one query, which is one transaction to PostgreSQL unless the text has its
 * own. Most errors carry no position: the statements that were done say which one failed.
 */
export function send(client: Client, text: string): Promise<Sent> {
  const query = new Query(text);
  const tags: string[] = [];
  const note = ({ text: tag }: { text: string }) => tags.push(tag);
  const { submit } = query;
  query.submit = (connection: Connection) => {
    connection.on('commandComplete', note);
    for (const over of ['end', 'error']) query.once(over, () => connection.off('commandComplete', note));
    submit.call(query, connection);
  };
  return new Promise((resolve) => {
    query.on('end', () => resolve({ tags, error: undefined }));
    query.on('error', (error: Error) => resolve({ tags, error }));
    client.query(query);
  });
}
