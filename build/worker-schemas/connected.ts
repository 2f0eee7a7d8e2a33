import { Client } from 'pg';

/**
 * Does the work with a connection, and closes it.
 *
 * @param name what others see of it @default the driver's
 */
export async function connected<Result>(
  url: string,
  work: (client: Client) => Promise<Result>,
  name?: string,
): Promise<Result> {
  const client = new Client({ connectionString: url, ...(name !== undefined && { application_name: name }) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
