import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { Scratch } from '../test-kit/scratch';
import { aloneInDatabase, runName, takeSchemaSet } from './schema-set';

const scratch = new Scratch();
beforeAll(async () => {
  await scratch.server.start();
});
afterAll(() => scratch.remove());

const take = () => takeSchemaSet({ url: scratch.url('migration'), root: '/projects/shop' });

test('runs at once have a set of schemas each, and a set is free when its run ends', async () => {
  const [first, second, third] = [await take(), await take(), await take()];
  expect([first.first, second.first, third.first]).toEqual([1, 101, 201]);
  await second.release();
  const next = await take();
  expect(next.first).toBe(101);
  for (const set of [first, third, next]) await set.release();
});

test('the set of a dead run is free', async () => {
  const dying = await take();
  await scratch.ask(
    'migration',
    `SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE application_name LIKE 'prismosaic test run%'`,
  );
  const next = await take();
  expect(next.first).toBe(1);
  await next.release();
  await dying.release();
});

/** Prepares as a run does, and notes what happened in which order. */
async function prepare(events: string[], name: string, work: () => Promise<void>) {
  const client = new Client({
    connectionString: scratch.url('migration'),
    application_name: runName('/projects/shop'),
  });
  await client.connect();
  const onWait = (other: string) => events.push(`${name} waits for ${other}`);
  await aloneInDatabase(client, onWait, async () => {
    events.push(`${name} prepares`);
    await work();
    events.push(`${name} is ready`);
  });
  await client.end();
}

async function until(events: string[], event: RegExp): Promise<void> {
  while (!events.some((seen) => event.test(seen))) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('one run at a time prepares its schemas; another one waits, and says for which', async () => {
  const events: string[] = [];
  const first = prepare(events, 'first', () => until(events, /second waits/));
  await until(events, /first prepares/);
  await Promise.all([first, prepare(events, 'second', async () => undefined)]);
  expect(events).toEqual([
    'first prepares',
    expect.stringMatching(
      `^second waits for process ${process.pid} in /projects/shop, since \\d\\d:\\d\\d:\\d\\d$`,
    ),
    'first is ready',
    'second prepares',
    'second is ready',
  ]);
});

test('shows the end of a long path', () => {
  expect(runName(`/home/someone/${'deep/'.repeat(20)}shöp`)).toMatch(/ in \.\.\.[a-z/]+\/deep\/sh\?p$/);
});

test('a run that waits does not block the CREATE INDEX CONCURRENTLY of the other', async () => {
  const events: string[] = [];
  const first = prepare(events, 'first', async () => {
    await until(events, /second waits/);
    await scratch.ask('migration', 'CREATE TABLE public.busy (id int)');
    await scratch.ask('migration', 'CREATE INDEX CONCURRENTLY busy_id ON public.busy (id)');
  });
  await until(events, /first prepares/);
  await Promise.all([first, prepare(events, 'second', async () => undefined)]);
  expect(events.indexOf('first is ready')).toBeLessThan(events.indexOf('second prepares'));
  await scratch.ask('migration', 'DROP TABLE public.busy');
});
