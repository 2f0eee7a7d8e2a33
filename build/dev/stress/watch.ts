import { runRoom } from '../../stress/room';
import { saves } from '../../webpack/stress/saves';
import { idle } from './idle';

/** Does `watch-idle`, for so many minutes, and `watch-saves`. Returns the exit status. */
export function main(names: string[]): Promise<number> {
  return runRoom('watch', { saves: { count: 200, run: saves }, idle: { count: 10, run: idle } }, names);
}
