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

/** Each does what `npm run stress` does at length. */
const short: [string, LongRun, number][] = [
  ['malformed schemas never make composing fail, and publish nothing', malformed, 200],
  ['a reader sees the old state or the new one, whoever is killed', kills, 4],
  ['several processes at once do the work once, the killed holder of the lock is replaced', concurrent, 2],
  ['a write that is refused leaves the last good state, and the next run heals', outputs, 40],
  ['what the system refuses, to an ordinary user too, leaves the last good state', system, 2],
  ['any sequence of edits yields what a clean build yields', sequences, 10],
  ['any sequence of configurations yields what a clean build yields', configurations, 6],
  ['the order of folders and the locale change nothing', orders, 1],
  ['nothing outside the project is read or written, and each trap is reported', paths, paths.count],
];

describe('safety, in short', () => {
  it.each(short)('%s', async (_, { run }, count) => {
    const { breaches } = await run({ seed: 2, count, say: () => undefined });
    expect(breaches).toEqual([]);
  });
});
