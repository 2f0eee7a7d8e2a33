import { runRoom } from '../room';
import { names } from './names';

/** Runs the named long runs, or all. Returns the exit status. */
export function main(asked: string[]): Promise<number> {
  return runRoom('names', { database: names }, asked);
}
