import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Composer } from '../../composer';
import { model, TemporaryProject } from '../../test-kit/composer/project';
import { watchAndCompose } from './compose-watch';

let project: TemporaryProject;

beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.dispose());

test('composes what is saved after a run has read it, and before it is watched', async () => {
  project.write('package.json', '{}').schema('shop', model('Shop'));
  const { run } = Composer.prototype;
  const spy = jest.spyOn(Composer.prototype, 'run').mockImplementationOnce(async function (
    this: Composer,
    options,
  ) {
    const outcome = await run.call(this, options);
    project.schema('shop', model('Shop', 'name String'));
    return outcome;
  });
  const over = new AbortController();
  const written: string[][] = [];
  await watchAndCompose({
    root: project.root,
    generate: false,
    signal: over.signal,
    onRun: (outcome) => {
      written.push(outcome.written);
      if (written.length === 2) over.abort();
    },
  });
  spy.mockRestore();
  expect(written).toHaveLength(2);
  expect(project.read('prisma/schema/shop.prisma')).toContain('name String');
}, 30_000);
