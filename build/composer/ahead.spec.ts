import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Step, steps } from '../ground/timing/step';
import { describe as describeSchema } from '../prisma-client/description/describe';
import { model, TemporaryProject } from '../test-kit/composer/project';
import { assemble } from './assemble';
import { Composer } from './composer';
import { readProject } from './project';

/** So many errors that Prisma takes minutes. */
const endless = model('A', ...Array.from({ length: 60_000 }, (_, index) => `f${index} Nobody`));
const good: [string, string][] = [
  ['main.prisma', 'datasource db {\n  provider = "postgresql"\n}\n'],
  ['a.prisma', model('A')],
];

describe('a description that is no longer needed', () => {
  it('is aborted, and the next one is answered', async () => {
    const controller = new AbortController();
    const abandoned = describeSchema([['a.prisma', endless]], controller.signal);
    const next = describeSchema(good);
    await pause(200);
    controller.abort();
    await expect(abandoned).rejects.toThrow('it ended');
    expect(JSON.parse((await next).toString()).datamodel.models).toHaveLength(1);
  });

  it('is not started', async () => {
    await expect(describeSchema([['a.prisma', endless]], AbortSignal.abort())).rejects.toThrow(
      'no longer needed',
    );
  });
});

describe('describing before the schema is checked', () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = new TemporaryProject();
  });
  afterEach(() => project.dispose());

  it('ends with the check that refuses the schema', () => {
    project.schema('shop', endless);
    const script = `
      require(${JSON.stringify(path.resolve(__dirname, '../ground/load-typescript'))});
      const { Composer } = require(${JSON.stringify(__dirname)});
      new Composer({ root: ${JSON.stringify(project.root)} }).run().then(({ diagnostics }) =>
        console.log(diagnostics.map(({ code }) => code).join()));`;
    // The check has five seconds.
    const { status, stdout } = spawnSync(process.execPath, ['-e', script], {
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'NOT_JUDGED\n' });
  });

  it('leaves no trace of a schema that the check refuses', async () => {
    const composer = new Composer({ root: project.root });
    project.schema('shop', model('Order', 'buyer Nobody'));
    expect((await composer.run()).diagnostics).toMatchObject([{ code: 'P1012' }]);
    project.schema('shop', model('Order', 'buyer Int'));
    expect(await composer.run()).toMatchObject({ ok: true, diagnostics: [] });
    expect(project.read('src/database/client/models/Order.ts')).toContain('buyer: number');
  });

  it('starts once composing is done, unless that failed', async () => {
    const reported: string[] = [];
    const listen = (step: unknown): void => void reported.push((step as Step).name);
    const assembled = async (): Promise<string[]> => {
      reported.length = 0;
      const read = await readProject({ root: project.root }, undefined);
      if ('diagnostics' in read) throw new Error('The project has no configuration that could have errors.');
      for (const one of read.chosen)
        await assemble(one, { onComposed: async () => void reported.push('ahead') });
      return reported.filter((name) => ['compose', 'ahead', 'check'].includes(name));
    };
    steps.subscribe(listen);
    try {
      project.schema('shop', model('Order'));
      expect(await assembled()).toEqual(['compose', 'ahead', 'check']);
      project.schema('shop', model('Order') + model('Order'));
      expect(await assembled()).toEqual(['compose', 'check']);
    } finally {
      steps.unsubscribe(listen);
    }
  });
});
