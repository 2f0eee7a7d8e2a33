import os from 'node:os';

/** More workers would need more connections than PostgreSQL has by default. */
const MOST = 32;

/**
 * How many test workers there are: the value of an environment variable, or one for each core.
 * @param variable its name
 * @param command what runs the tests, for the message
 * @throws an error without a stack when the variable is not a whole number from 1 to 32
 */
export function workerCount(
  variable: string,
  command: string,
  environment: NodeJS.ProcessEnv = process.env,
): number {
  const text = environment[variable];
  if (text === undefined) return Math.min(os.availableParallelism(), MOST);
  if (/^[1-9]\d?$/.test(text) && Number(text) <= MOST) return Number(text);
  const error = new Error();
  error.stack = `${variable} is ${JSON.stringify(text)}: set it to the number of test workers, a whole number from 1 to ${MOST}. Each worker has its own database schema.
  ${variable}=4 ${command}   uses 4; without it there is one for each core`;
  throw error;
}
