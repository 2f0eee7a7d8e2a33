import { expect, it } from '@jest/globals';
import { names } from './names';
import { traps } from './traps';

it('what composes applies, is in sync, and holds just the names that were compared, whatever names meet', async () => {
  const count = 3 * Object.keys(traps).length;
  const { breaches } = await names.run({ seed: 1, count, say: () => undefined });
  expect(breaches).toEqual([]);
}, 300_000);
