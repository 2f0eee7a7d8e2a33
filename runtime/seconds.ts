import { SetupError } from './setup-error';

/**
 * A number of seconds in an environment variable.
 *
 * @param fallback when it is unset or empty
 * @throws SetupError when it is not a number, or below 0
 */
export function secondsOf(variable: string, fallback: number): number {
  const text = process.env[variable];
  if (text === undefined || text === '') return fallback;
  const seconds = Number(text);
  if (Number.isFinite(seconds) && seconds >= 0) return seconds;
  throw new SetupError(`${variable} must be a number of seconds, but is ${JSON.stringify(text)}.`);
}
