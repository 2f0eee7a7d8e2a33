import type { Strategy } from './strategy';

/** Whether the user wants to look at the rows of a test: `KEEP_ROWS` is set, and neither empty, `0` nor `false`. */
export function keepsRows({ KEEP_ROWS: text = '' }: NodeJS.ProcessEnv): boolean {
  return !['', '0', 'false'].includes(text);
}

/**
 * How to look at the rows that a run kept.
 *
 * @param worker the first worker of the run's set
 */
export function lookAtRows(worker: number, strategy: Strategy): string {
  const url = `"$(npx prismosaic db url --test ${worker})"`;
  return [
    `The rows of each worker's last test stay until the next run (of the first in the ${strategy} that ends with test_${worker}).`,
    `  to look at them: npx prisma studio --url ${url}, or psql ${url}`,
  ].join('\n');
}
