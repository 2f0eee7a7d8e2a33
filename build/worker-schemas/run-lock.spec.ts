import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Scratch } from '../test-kit/scratch';
import { takeRunLock } from './run-lock';

const scratch = new Scratch();
beforeAll(async () => {
  await scratch.server.start();
});
afterAll(() => scratch.remove());

/** Takes the lock, and notes what happened in which order. */
function taker(events: string[], name: string, root = '/projects/shop') {
  const onWait = (holder: string) => events.push(`${name} waits for ${holder}`);
  return takeRunLock({ url: scratch.url('migration'), root, onWait }).then((lock) => {
    events.push(`${name} has it`);
    return lock;
  });
}

async function until(events: string[], event: RegExp): Promise<void> {
  while (!events.some((seen) => event.test(seen))) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('a second run waits, says for which run, and continues when the first has ended', async () => {
  const events: string[] = [];
  const first = await taker(events, 'first');
  const second = taker(events, 'second');
  await until(events, /second waits/);
  // Long enough for a lock that does not hold to be taken.
  await scratch.ask('migration', 'SELECT pg_sleep(0.2)');
  events.push('first ends');
  await first.release();
  await (await second).release();
  expect(events).toEqual([
    'first has it',
    expect.stringMatching(
      `^second waits for process ${process.pid} in /projects/shop, since \\d\\d:\\d\\d:\\d\\d$`,
    ),
    'first ends',
    'second has it',
  ]);
});

test('shows the end of a long path', async () => {
  const events: string[] = [];
  const first = await taker(events, 'first', `/home/someone/${'deep/'.repeat(20)}shöp`);
  const second = taker(events, 'second');
  await until(events, /second waits/);
  expect(events.at(-1)).toMatch(/ in \.\.\.[a-z/]+\/deep\/sh\?p, since/);
  await first.release();
  await (await second).release();
});

test('the lock of a dead run is free', async () => {
  const events: string[] = [];
  const dying = await taker(events, 'first');
  await scratch.ask(
    'migration',
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'prismosaic test run%'`,
  );
  const second = await taker(events, 'second');
  expect(events.at(-1)).toBe('second has it');
  await second.release();
  await dying.release();
});

test('a run that waits does not block the CREATE INDEX CONCURRENTLY of the other', async () => {
  const events: string[] = [];
  const first = await taker(events, 'first');
  const second = taker(events, 'second');
  await until(events, /second waits/);
  await scratch.ask('migration', 'CREATE TABLE public.busy (id int)');
  await scratch.ask('migration', 'CREATE INDEX CONCURRENTLY busy_id ON public.busy (id)');
  expect(events).not.toContain('second has it');
  await first.release();
  await (await second).release();
  await scratch.ask('migration', 'DROP TABLE public.busy');
});
