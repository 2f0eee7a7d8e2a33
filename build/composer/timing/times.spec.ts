import { describe, expect, it } from '@jest/globals';
import { Composer } from '../composer';
import { model, TemporaryProject } from '../testing/project';
import { type Step, steps } from './step';
import { timesOf } from './times';

describe('timing', () => {
  it('takes from each step the steps within it, and adds up those of one name', () => {
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
    const told: string[] = [];
    const listen = (message: unknown): void => void told.push((message as Step).name);
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
    expect([...new Set(told)].sort()).toEqual(known.sort());
  });
});
