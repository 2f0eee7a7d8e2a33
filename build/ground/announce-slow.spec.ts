import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { announceSlow } from './announce-slow';

test('announces slow work once, quick work never, and returns or fails as the work does', async () => {
  const lines: string[] = [];
  const options = { write: (line: string) => void lines.push(line), patience: 20 };
  expect(await announceSlow('Quick', async () => 1, options)).toBe(1);
  expect(await announceSlow('Slow', () => pause(80, 2), options)).toBe(2);
  await expect(
    announceSlow(
      'Failing',
      async () => {
        throw new Error('no');
      },
      options,
    ),
  ).rejects.toThrow('no');
  await pause(60);
  expect(lines).toEqual(['Slow …']);
});
