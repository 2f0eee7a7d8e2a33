import { runRoom } from '../room';
import { reloads } from './reloads';

/** Runs `dev-reloads`. Returns the exit code. */
export function main(names: string[]): Promise<number> {
  return runRoom('dev', { reloads: { count: 300, run: reloads } }, names);
}
