import { runRoom } from '../../stress/room';
import { reloads } from './reloads';

/** Does `dev-reloads`. Returns the exit status. */
export function main(names: string[]): Promise<number> {
  return runRoom('dev', { reloads: { count: 300, run: reloads } }, names);
}
