import { describe, expect, it } from '@jest/globals';
import { concurrent } from './concurrent';
import { configurations } from './configurations';
import { kills } from './kills/kills';
import type { LongRun } from './long-run';
import { malformed } from './malformed/malformed';
import { orders } from './orders';
import { paths } from './paths/paths';
import { outputs } from './refusals/outputs';
import { system } from './refusals/system';
import { sequences } from './sequences';

/** The short forms of what `npm run stress` does. */
const short: [string, LongRun, number][] = [
  ['malformed schemas never make composing fail, and publish nothing', malformed, 200],
  ['a reader sees the old state or the new one, whichever process is killed', kills, 4],
  ['several processes at once do the work once, and replace a killed holder of the lock', concurrent, 2],
  ['a refused write leaves the last good state, and the next run fixes it', outputs, 40],
  ['a refusal by the system, also for an ordinary user, leaves the last good state', system, 2],
  ['any sequence of edits gives the same result as a clean build', sequences, 10],
  ['any sequence of configurations gives the same result as a clean build', configurations, 6],
  ['the order of folders and the locale do not matter', orders, 1],
  ['nothing outside the project is read or written, and each trap is reported', paths, paths.count],
];

describe('safety, in short', () => {
  it.each(short)('%s', async (_, { run }, count) => {
    const { breaches } = await run({ seed: 2, count, say: () => undefined });
    expect(breaches).toEqual([]);
  });
});
