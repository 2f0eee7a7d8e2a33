import { expect, it } from '@jest/globals';
import { names } from './names';
import { traps } from './traps';

it('a composed schema applies, is in sync, and has exactly the names that were compared, also when names collide', async () => {
  const count = 3 * Object.keys(traps).length;
  const { breaches } = await names.run({ seed: 1, count, say: () => undefined });
  expect(breaches).toEqual([]);
}, 300_000);
