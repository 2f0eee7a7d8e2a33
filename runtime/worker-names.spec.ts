import { expect, test } from '@jest/globals';
import { advisoryKey, channelName } from './worker-names';

const url = (schema?: string) =>
  `postgresql://app@localhost/shop${schema === undefined ? '' : `?schema=${schema}`}`;

test('a key is the same in each process, and another one for another name or schema', () => {
  const keys = [undefined, 'test_1', 'test_2'].flatMap((schema) =>
    ['import', 'export'].map((name) => advisoryKey(name, url(schema))),
  );
  expect(new Set(keys).size).toBe(6);
  expect(advisoryKey('import', url())).toBe(advisoryKey('import', url('public')));
  // What it was when this was written: a lock has to hold across versions.
  expect(advisoryKey('import', url())).toBe(-5593391587067526255n);
  for (const key of keys) expect(BigInt.asIntN(64, key)).toBe(key);
});

test('a channel is its own name in schema public, and another one for a test worker', () => {
  expect(channelName('jobs', url())).toBe('jobs');
  expect(channelName('jobs', url('test_7'))).toBe('test_7_jobs');
});

test('without a URL both say so', () => {
  const before = process.env.DATABASE_URL;
  delete process.env.DATABASE_URL;
  expect(() => advisoryKey('import')).toThrow('DATABASE_URL is not set');
  expect(() => channelName('jobs')).toThrow('DATABASE_URL is not set');
  if (before !== undefined) process.env.DATABASE_URL = before;
});
