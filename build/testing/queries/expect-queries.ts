import { type RecordedQuery, recordQueries } from './recording';

/** The characters of a query that a message shows. */
const SHOWN = 160;

/**
 * Fails unless some work runs exactly this many queries, so that a query for each row of a list ("N+1") is noticed. What
 * begins or ends a transaction does not count.
 *
 * ```ts
 * const page = await expectQueries(2, () => service.list());
 * ```
 *
 * @returns what the work returns
 * @throws an Error with the queries, how often each, and the places in the code that ran them
 */
export async function expectQueries<Result>(
  count: number,
  work: () => Result | PromiseLike<Result>,
): Promise<Result> {
  const { result, queries } = await recordQueries(work);
  if (queries.length === count) return result;
  const were = queries.length === 1 ? '1 query was' : `${queries.length} queries were`;
  const error = new Error([`Expected ${count}, but ${were} run:`, ...grouped(queries).map(show)].join('\n'));
  Error.captureStackTrace(error, expectQueries);
  throw error;
}

interface Group extends RecordedQuery {
  times: number;
}

function grouped(queries: readonly RecordedQuery[]): Group[] {
  const groups = new Map<string, Group>();
  for (const query of queries) {
    const key = `${query.sql}\0${query.place}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { ...query, times: 1 });
    else group.times += 1;
  }
  return [...groups.values()];
}

function show({ sql, place, times }: Group): string {
  // Queries differ neither by their columns nor by the worker's schema.
  const line = sql
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/"test_\d+"\./g, '')
    .replace(/^SELECT .{40,}? FROM /, 'SELECT … FROM ');
  const text = line.length > SHOWN ? `${line.slice(0, SHOWN - 1)}…` : line;
  const often = times === 1 ? '' : `${times} times: `;
  return `  ${often}${text}${place === undefined ? '' : `\n    in ${place}`}`;
}
