import { runRoom } from '../room';
import { kills } from './kills';
import { leaks } from './leaks';

/** Runs `testing-leaks` and `testing-kills`. Returns the exit code. */
export function main(names: string[]): Promise<number> {
  const runs = { leaks: { count: 20, run: leaks }, kills: { count: 50, run: kills } };
  return runRoom('testing', runs, names);
}
