import { describe, expect, it } from '@jest/globals';
import { Composer } from '../../composer/composer';
import { model, TemporaryProject } from '../../test-kit/composer/project';
import { type Step, steps } from './step';
import { timesOf } from './times';

describe('timing', () => {
  it('subtracts nested steps from each step, and adds up steps with the same name', () => {
    const times = timesOf([
      { name: 'generator', began: 12, ended: 20 },
      { name: 'publish', began: 10, ended: 30 },
      { name: 'read', began: 0, ended: 4 },
      { name: 'publish', began: 30, ended: 31 },
    ]);
    expect([...times]).toEqual([
      ['read', 4],
      ['publish', 13],
      ['generator', 8],
    ]);
  });

  it('names every step of a run', async () => {
    const names: string[] = [];
    const listen = (message: unknown): void => void names.push((message as Step).name);
    const project = new TemporaryProject();
    project.schema('shop', model('Order'));
    steps.subscribe(listen);
    try {
      await new Composer({ root: project.root }).run();
    } finally {
      steps.unsubscribe(listen);
      project.dispose();
    }
    const known = ['discover', 'read', 'parse', 'compose', 'check', 'join', 'DMMF', 'generator', 'publish'];
    expect([...new Set(names)].sort()).toEqual(known.sort());
  });
});
