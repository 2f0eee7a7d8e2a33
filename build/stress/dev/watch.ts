import { runRoom } from '../room';
import { burstsInRspack, burstsInWebpack } from '../webpack/bursts';
import { saves } from '../webpack/saves';
import { idle } from './idle';

/** Runs `watch-idle` (for `count` minutes), `watch-saves`, `watch-webpack` and `watch-rspack`. Returns the exit code. */
export function main(names: string[]): Promise<number> {
  return runRoom(
    'watch',
    {
      saves: { count: 200, run: saves },
      webpack: burstsInWebpack,
      rspack: burstsInRspack,
      idle: { count: 10, run: idle },
    },
    names,
  );
}
