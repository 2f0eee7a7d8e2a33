import { expect, test } from '@jest/globals';
import type { SqlDriverAdapter, SqlQuery } from '@prisma/driver-adapter-utils';
import { ShadowReplay } from './replay';

const info = { schemaName: 'public', supportsRelationJoins: false };
const query = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] });

/** A database that records its queries, and fails at `bad`. */
function database(): SqlDriverAdapter & { seen: string[] } {
  const seen: string[] = [];
  const note = (text: string) => {
    if (text === 'bad') throw new Error('bad');
    seen.push(text);
  };
  return {
    seen,
    provider: 'postgres',
    adapterName: 'written down',
    queryRaw: async ({ sql }) => {
      note(sql);
      return { columnNames: [sql], columnTypes: [], rows: [] };
    },
    executeRaw: async ({ sql }) => {
      note(sql);
      return 7;
    },
    executeScript: async (script) => note(script),
    startTransaction: () => Promise.reject(new Error('none')),
    dispose: async () => note('dispose'),
  };
}

/** A replay, and the databases that it has opened. */
function replay() {
  const shadows = new ShadowReplay();
  const opened: ReturnType<typeof database>[] = [];
  const connect = () =>
    shadows.adapter(info, async () => {
      const next = database();
      opened.push(next);
      return next;
    });
  return { shadows, opened, connect };
}

async function first(adapter: SqlDriverAdapter): Promise<void> {
  await adapter.queryRaw(query('setup'));
  await adapter.executeRaw(query('make schema'));
  await adapter.executeScript('one');
  await adapter.queryRaw(query('look'));
  await adapter.dispose();
}

test('a sequence that repeats the first one needs no database, and gets the same answers', async () => {
  const { opened, connect } = replay();
  await first(connect());
  const second = connect();
  expect(await second.queryRaw(query('setup'))).toMatchObject({ columnNames: ['setup'] });
  expect(await second.executeRaw(query('make schema'))).toBe(7);
  await second.executeScript('one');
  await second.dispose();
  expect(opened.map(({ seen }) => seen)).toEqual([['setup', 'make schema', 'one', 'look', 'dispose']]);
});

test('from the first difference on there is a database, in the state of what was skipped', async () => {
  const { opened, connect } = replay();
  await first(connect());
  const second = connect();
  await second.queryRaw(query('setup'));
  await second.executeRaw(query('make schema'));
  await second.executeScript('one');
  await second.executeScript('two');
  // The same step as in the first time, but not in the same state.
  await second.queryRaw(query('look'));
  await second.dispose();
  expect(opened[1]?.seen).toEqual(['make schema', 'one', 'two', 'look', 'dispose']);
});

test('a script that differs from the first one is never taken for it', async () => {
  const { opened, connect } = replay();
  await first(connect());
  const second = connect();
  await second.queryRaw(query('setup'));
  await second.executeRaw(query('make schema'));
  await expect(second.executeScript('bad')).rejects.toThrow('bad');
  await second.dispose();
  expect(opened[1]?.seen).toEqual(['make schema', 'dispose']);
});

test('what fails, fails again', async () => {
  const { opened, connect } = replay();
  for (const round of [1, 2]) {
    const adapter = connect();
    await adapter.executeScript('one');
    await expect(adapter.executeScript('bad')).rejects.toThrow('bad');
    await adapter.dispose();
    expect(opened).toHaveLength(round);
  }
});

test('answers of another request are not used', async () => {
  const { shadows, opened, connect } = replay();
  await first(connect());
  shadows.clear();
  await first(connect());
  expect(opened).toHaveLength(2);
});
