import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { OutageLog } from './outage-log';

let lines: string[];
let log: OutageLog;

beforeEach(() => {
  jest.useFakeTimers();
  lines = [];
  log = new OutageLog((line) => lines.push(line));
});
afterEach(() => {
  jest.useRealTimers();
});

test('an outage is one line when it begins, and one with a count when it is over', () => {
  for (let request = 0; request < 200; request++) {
    log.report('The database is unavailable', 'connect ECONNREFUSED');
    jest.advanceTimersByTime(500);
  }
  expect(lines).toEqual([
    'The database is unavailable: a request was answered with 503 (connect ECONNREFUSED)',
  ]);
  jest.advanceTimersByTime(30_000);
  expect(lines.slice(1)).toEqual([
    'The database is unavailable: over; 200 requests were answered with 503 within 100 s',
  ]);
  jest.advanceTimersByTime(300_000);
  expect(lines).toHaveLength(2);
});

test('two kinds of outages have lines each, and the next one is new', () => {
  log.report('Too busy at the moment', undefined);
  log.report('The database is unavailable', undefined);
  jest.advanceTimersByTime(31_000);
  expect(lines.slice(2)).toEqual([
    'Too busy at the moment: over; 1 request was answered with 503 within 1 s',
    'The database is unavailable: over; 1 request was answered with 503 within 1 s',
  ]);
  log.report('Too busy at the moment', undefined);
  expect(lines.at(-1)).toBe('Too busy at the moment: a request was answered with 503');
});
