import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { giveAnswer, noteKeeper, wasAsked } from './keeper/handover';
import { workerEnvironment } from './worker-address';

function variables(prefix = '') {
  return {
    runtime: `${prefix}DATABASE_URL`,
    migration: `${prefix}MIGRATION_DATABASE_URL`,
    shadow: `${prefix}SHADOW_DATABASE_URL`,
  };
}

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'prismosaic-address-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const addresses = [
  { variables: variables(), urls: ['first', 'second'] },
  { variables: variables('STOCK_'), urls: ['first stock', 'second stock'] },
];

function environment(): NodeJS.ProcessEnv {
  const project = { root: '/shop', databases: [] };
  const names = addresses.map((one) => one.variables);
  const run = { folder, runner: process.pid, workers: 2, variables: names, project };
  return {
    DATABASE_URL: 'r',
    MIGRATION_DATABASE_URL: 'm',
    SHADOW_DATABASE_URL: 's',
    STOCK_MIGRATION_DATABASE_URL: 'm',
    OTHER: 'o',
    PRISMOSAIC_TEST_RUN: JSON.stringify(run),
  };
}

const advice = 'Let jest.globalSetup.ts run.';

test('a worker gets its own address in each database and no other worker’s', () => {
  giveAnswer(folder, { databases: addresses });
  // It has the workers' passwords.
  expect(fs.statSync(path.join(folder, 'answer.json')).mode & 0o077).toBe(0);
  const second = workerEnvironment(environment(), { number: 2, advice });
  expect({ ...second }).toEqual({
    DATABASE_URL: 'second',
    STOCK_DATABASE_URL: 'second stock',
    OTHER: 'o',
    PRISMOSAIC_WORKER: '2',
    PRISMOSAIC_TESTED_PROJECT: '{"root":"/shop","databases":[]}',
  });
});

test('the databases are asked for when an address is read, and not before', () => {
  const first = workerEnvironment(environment(), { number: 1, advice });
  expect(Object.keys(first)).toContain('DATABASE_URL');
  // As dotenv asks, which then leaves it alone.
  expect(Object.hasOwn(first, 'DATABASE_URL')).toBe(true);
  expect('STOCK_DATABASE_URL' in first).toBe(true);
  first.OTHER = 'other';
  expect(first.OTHER).toBe('other');
  expect(wasAsked(folder)).toBe(false);
  giveAnswer(folder, { databases: addresses });
  expect(first.DATABASE_URL).toBe('first');
  expect(first.STOCK_DATABASE_URL).toBe('first stock');
});

test('what a test sets or deletes itself is not asked for', () => {
  const first = workerEnvironment(environment(), { number: 1, advice });
  first.DATABASE_URL = 'mine';
  delete first.STOCK_DATABASE_URL;
  expect([first.DATABASE_URL, first.STOCK_DATABASE_URL]).toEqual(['mine', undefined]);
  expect(wasAsked(folder)).toBe(false);
});

test('a preparation that failed fails each test that reads an address, with the reason', () => {
  giveAnswer(folder, { error: 'The migration at line 7 failed.' });
  const first = workerEnvironment(environment(), { number: 1, advice });
  expect(() => first.DATABASE_URL).toThrow('The migration at line 7 failed.');
  expect(() => first.DATABASE_URL).toThrow('The migration at line 7 failed.');
});

test('a worker does not wait for a runner or a keeper that has ended', () => {
  const ended = 2 ** 22 + 1;
  const text = environment().PRISMOSAIC_TEST_RUN ?? '';
  const dead = { ...environment(), PRISMOSAIC_TEST_RUN: text.replace(`:${process.pid},`, `:${ended},`) };
  const first = workerEnvironment(dead, { number: 1, advice });
  expect(() => first.DATABASE_URL).toThrow('has ended. Run the tests again.');
  expect(wasAsked(folder)).toBe(true);
  noteKeeper(folder, ended);
  const second = workerEnvironment(environment(), { number: 1, advice });
  expect(() => second.DATABASE_URL).toThrow('has ended. Run the tests again.');
});

test('a worker that runs several files in one environment keeps its address', () => {
  giveAnswer(folder, { databases: addresses });
  const second = workerEnvironment(environment(), { number: 2, advice });
  expect(workerEnvironment(second, { number: 2, advice })).toBe(second);
  expect(second).toMatchObject({ DATABASE_URL: 'second', STOCK_DATABASE_URL: 'second stock' });
  // Another worker is not taken for it.
  expect(() => workerEnvironment({ ...second }, { number: 1, advice })).toThrow(
    'Test worker 1 has no schema.',
  );
});

test.each([3, 0, Number.NaN])('worker %s, which has no schema, gets an error that says why', (number) => {
  const without = environment();
  expect(() => workerEnvironment(without, { number, advice })).toThrow('Let jest.globalSetup.ts run.');
  // Not even the application's own address, whose rows no test may touch.
  expect(without).toEqual({ OTHER: 'o' });
});
