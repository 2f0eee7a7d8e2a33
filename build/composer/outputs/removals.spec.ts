import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { model, TemporaryProject } from '../../test-kit/composer/project';
import { Composer } from '../composer';

const record = 'prisma/ownership.json';
let project: TemporaryProject;
let composer: Composer;
beforeEach(async () => {
  project = new TemporaryProject().schema('shop', model('Order'));
  migrate('1_order', 'CREATE TABLE "Order" ();');
  composer = new Composer({ root: project.root });
  await composer.run({ generate: false, record: true });
});
afterEach(() => project.dispose());

function migrate(name: string, sql: string): void {
  project.write(`prisma/migrations/${name}/migration.sql`, sql);
}

const reported = async (options: object = {}) =>
  (await composer.run({ generate: false, ...options })).diagnostics.map(
    ({ code, message }) => `${code} ${message}`,
  );

describe('while branches are switched', () => {
  const earlier = () => project.read(record);

  test('a passing state is neither reported nor recorded: first the migration, then its component', async () => {
    const text = earlier();
    migrate('2_note', 'CREATE TABLE "Note" ();');
    const run = reported();
    await pause(100);
    project.schema('notes', model('Note'));
    expect(await run).toEqual([]);
    expect(await reported()).toEqual([]);
    expect(project.read(record)).toBe(text);
  });

  test('nor is the opposite: first the component, then its migration', async () => {
    const text = earlier();
    project.remove('src/components/shop');
    const run = reported();
    await pause(100);
    project.remove('prisma/migrations/1_order');
    expect(await run).toEqual([expect.stringMatching(/^NO_COMPONENT_SCHEMA/)]);
    expect(project.read(record)).toBe(text);
  });

  test('a lasting state is reported, and at once from then on', async () => {
    project.schema('notes', model('Note')).remove('src/components/shop');
    expect(await reported()).toEqual([
      expect.stringMatching(/^REMOVED_TABLES The component "shop" was removed/),
    ]);
    const began = performance.now();
    expect(await reported()).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(300);
  });
});

test('only a run that asks for it updates the record', async () => {
  const text = project.read(record);
  project.schema('notes', model('Note'));
  migrate('2_note', 'CREATE TABLE "Note" ();');
  await reported();
  expect(project.read(record)).toBe(text);
  await reported({ record: true });
  expect(project.read(record)).toContain('"Note": { "owners": ["notes"] }');
});

test('any run forgets a decision on a table that a component has again', async () => {
  const decided = '{\n  "Order": { "owners": ["shop"], "decision": "drop" }\n}\n';
  project.write(record, decided);
  await reported();
  expect(project.read(record)).not.toContain('decision');
});
