import { runRoom } from '../room';
import { names } from './names';

/** Does the named ones, or all. Returns the exit status. */
export function main(asked: string[]): Promise<number> {
  return runRoom('names', { database: names }, asked);
}
