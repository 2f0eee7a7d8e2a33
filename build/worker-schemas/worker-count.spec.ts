import os from 'node:os';
import { expect, test } from '@jest/globals';
import { workerCount } from './worker-count';

test('JEST_WORKERS is the number of workers, one for each core when it is not set', () => {
  expect(workerCount('JEST_WORKERS', 'npx jest', { JEST_WORKERS: '3' })).toBe(3);
  expect(workerCount('JEST_WORKERS', 'npx jest', { JEST_WORKERS: '32' })).toBe(32);
  expect(workerCount('JEST_WORKERS', 'npx jest', {})).toBe(Math.min(os.availableParallelism(), 32));
});

test.each(['', '0', '-1', 'abc', '1.5', '10000', '33', ' 4'])(
  'JEST_WORKERS=%j is refused and shown, without a stack',
  (text) => {
    const refused = () => workerCount('JEST_WORKERS', 'npx jest', { JEST_WORKERS: text });
    expect(refused).toThrow();
    const { stack = '' } = (() => {
      try {
        refused();
      } catch (error) {
        return error as Error;
      }
      return new Error();
    })();
    expect(stack).toContain(`JEST_WORKERS is ${JSON.stringify(text)}: set it to`);
    expect(stack).toContain('JEST_WORKERS=4 npx jest');
    expect(stack).not.toContain('    at ');
  },
);
