import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { takeRunLock } from './run-lock';
import { Scratch } from './schemas/scratch';

const scratch = new Scratch();
beforeAll(async () => {
  await scratch.server.start();
});
afterAll(() => scratch.remove());

/** Takes the lock, and tells what happened in which order. */
function taker(events: string[], name: string) {
  return takeRunLock(scratch.url('migration'), () => events.push(`${name} waits`)).then((lock) => {
    events.push(`${name} has it`);
    return lock;
  });
}

async function until(events: string[], event: string): Promise<void> {
  while (!events.includes(event)) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('a second run waits, says so, and goes on when the first has ended', async () => {
  const events: string[] = [];
  const first = await taker(events, 'first');
  const second = taker(events, 'second');
  await until(events, 'second waits');
  // Long enough for a lock that does not hold to be taken.
  await scratch.ask('migration', 'SELECT pg_sleep(0.2)');
  events.push('first ends');
  await first.release();
  await (await second).release();
  expect(events).toEqual(['first has it', 'second waits', 'first ends', 'second has it']);
});

test('the lock of a run that died is free', async () => {
  const events: string[] = [];
  const dying = await taker(events, 'first');
  await scratch.ask(
    'migration',
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'prismosaic test run'`,
  );
  const second = await taker(events, 'second');
  expect(events.at(-1)).toBe('second has it');
  await second.release();
  await dying.release();
});
