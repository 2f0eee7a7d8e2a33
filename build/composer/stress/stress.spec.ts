import { describe, expect, it } from '@jest/globals';
import { concurrent } from './concurrent';
import { kills } from './kills';
import type { LongRun } from './long-run';
import { malformed } from './malformed';
import { orders } from './orders';
import { outputs } from './outputs';
import { paths } from './paths';
import { sequences } from './sequences';

/** Each does what `npm run stress` does at length. */
const short: [string, LongRun, number][] = [
  ['malformed schemas never make composing fail, and publish nothing', malformed, 200],
  ['a reader sees the old state or the new one, whoever is killed', kills, 4],
  ['several processes at once do the work once, the killed holder of the lock is replaced', concurrent, 2],
  ['a write that is refused leaves the last good state, and the next run heals', outputs, 40],
  ['any sequence of edits yields what a clean build yields', sequences, 10],
  ['the order of folders and the locale change nothing', orders, 1],
  ['nothing outside the project is read or written, and each trap is reported', paths, paths.count],
];

describe('safety, in short', () => {
  it.each(short)('%s', async (_, { run }, count) => {
    const { breaches } = await run({ seed: 2, count, say: () => undefined });
    expect(breaches).toEqual([]);
  });
});
