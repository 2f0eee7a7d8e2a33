import { type Client, escapeIdentifier } from 'pg';
import type { Extensions } from './extensions';
import { workerSchema } from './names';

/** A setting for `options`, which the server splits at spaces. */
const option = (path: string) => `-c search_path=${path.replace(/[\\\s]/g, (character) => `\\${character}`)}`;

/** The migration role's address, whose sessions search only the worker's schema, even after a script's RESET. */
export function sessionAddress(migrationUrl: string, worker: number): string {
  return withOption(migrationUrl, option(workerSchema(worker)));
}

/** A worker's address, whose sessions search another schema of the worker. */
export function addressIn(workerUrl: string, schema: string): string {
  const url = new URL(withOption(workerUrl, option(schema)));
  url.searchParams.set('schema', schema);
  url.search = url.search.replaceAll('+', '%20');
  return url.href;
}

/** The schemas of extensions that the application searches, by its address or by settings of its role or database. */
export async function searchedExtensions(client: Client, { schemas }: Extensions): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT unnest(current_schemas(false))::text AS name',
  );
  return rows.map(({ name }) => name).filter((name) => schemas.has(name));
}

/** The application's address for the worker: with its login, its schema, and after that the schemas of extensions. */
export function workerAddress(
  runtimeUrl: string,
  worker: number,
  { user, password }: { user: string; password?: string },
  searched: readonly string[],
): string {
  const url = new URL(runtimeUrl);
  if (password !== undefined) {
    url.username = encodeURIComponent(user);
    url.password = encodeURIComponent(password);
  }
  url.searchParams.set('schema', workerSchema(worker));
  const own = (url.searchParams.get('options') ?? '').replace(/-c\s*search_path=(\\.|[^\\\s])*/g, '').trim();
  url.searchParams.set('options', own);
  if (own === '') url.searchParams.delete('options');
  if (searched.length === 0) return url.href;
  return withOption(url.href, option(searched.map((name) => escapeIdentifier(name)).join(',')));
}

function withOption(address: string, added: string): string {
  const url = new URL(address);
  url.searchParams.set('options', [url.searchParams.get('options'), added].filter(Boolean).join(' '));
  // The driver does not decode `+`.
  url.search = url.search.replaceAll('+', '%20');
  return url.href;
}
