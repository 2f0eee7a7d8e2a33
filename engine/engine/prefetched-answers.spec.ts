import { expect, test } from '@jest/globals';
import type { SqlQuery } from '@prisma/driver-adapter-utils';
import { type Peeking, PrefetchedAnswers } from './prefetched-answers';

const query = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] });

/** A database that records its queries, fails at `SELECT bad`, and answers one query at a time. */
function database(name: string) {
  const seen: string[] = [];
  let busy = false;
  const note = (text: string) => {
    expect(busy).toBe(false);
    seen.push(text);
  };
  const queryRaw = async ({ sql }: SqlQuery) => {
    note(sql);
    busy = true;
    await new Promise((resolve) => setTimeout(resolve, 5));
    busy = false;
    if (sql === 'SELECT bad') throw new Error(name);
    return { columnNames: [`${name} ${seen.length}`], columnTypes: [], rows: [] };
  };
  const adapter: Peeking = {
    provider: 'postgres',
    adapterName: name,
    queryRaw,
    peek: (query) => queryRaw(query).catch(() => undefined),
    executeRaw: async ({ sql }) => {
      note(sql);
      return 0;
    },
    executeScript: async (script) => note(script),
    startTransaction: () => Promise.reject(new Error('none')),
    dispose: async () => note('dispose'),
  };
  return { adapter, seen };
}

function foreseen() {
  const prefetched = new PrefetchedAnswers();
  const real = { main: database('main'), shadow: database('shadow') };
  return {
    prefetched,
    real,
    main: prefetched.main(real.main.adapter),
    shadow: prefetched.shadow(real.shadow.adapter),
  };
}

test('queries to the shadow database are sent to the main one at the same time, once', async () => {
  const { prefetched, real, main, shadow } = foreseen();
  await prefetched.during(async () => {
    expect(await shadow.queryRaw(query('SELECT 1'))).toMatchObject({ columnNames: ['shadow 1'] });
    await shadow.queryRaw(query('SELECT 2'));
    expect(real.main.seen).toEqual(['SELECT 1', 'SELECT 2']);
    expect(await main.queryRaw(query('SELECT 1'))).toMatchObject({ columnNames: ['main 1'] });
    expect(await main.queryRaw(query('SELECT 1'))).toMatchObject({ columnNames: ['main 3'] });
  });
});

test('an answer is not older than a change', async () => {
  const { prefetched, real, main, shadow } = foreseen();
  await prefetched.during(async () => {
    for (const change of [
      () => main.executeRaw(query('DELETE FROM a')),
      () => main.executeScript('DELETE FROM b'),
    ]) {
      await shadow.queryRaw(query('SELECT 1'));
      await change();
      const before = real.main.seen.length;
      await main.queryRaw(query('SELECT 1'));
      expect(real.main.seen.length).toBe(before + 1);
    }
  });
});

test('an answer is not older than the diagnosis, and nothing is prefetched outside of one', async () => {
  const { prefetched, real, main, shadow } = foreseen();
  await shadow.queryRaw(query('SELECT 0'));
  await prefetched.during(() => shadow.queryRaw(query('SELECT 1')));
  expect(real.main.seen).toEqual(['SELECT 1']);
  await main.queryRaw(query('SELECT 1'));
  expect(real.main.seen).toEqual(['SELECT 1', 'SELECT 1']);
});

test('a query that fails is sent again when its answer is needed', async () => {
  const { prefetched, real, main, shadow } = foreseen();
  await prefetched.during(async () => {
    await expect(shadow.queryRaw(query('SELECT bad'))).rejects.toThrow('shadow');
    await expect(main.queryRaw(query('SELECT bad'))).rejects.toThrow('main');
  });
  expect(real.main.seen).toEqual(['SELECT bad', 'SELECT bad']);
});

test('statements that write are not prefetched, and closing the main database waits for the last answer', async () => {
  const { prefetched, real, main, shadow } = foreseen();
  await prefetched.during(async () => {
    await shadow.queryRaw(query('INSERT INTO a VALUES (1)'));
    await shadow.executeRaw(query('DELETE FROM a'));
    const asked = shadow.queryRaw(query('SELECT 1'));
    await Promise.all([asked, main.dispose()]);
    await shadow.queryRaw(query('SELECT 2'));
  });
  expect(real.main.seen).toEqual(['SELECT 1', 'dispose']);
});
