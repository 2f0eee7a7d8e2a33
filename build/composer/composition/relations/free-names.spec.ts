import { describe, expect, it } from '@jest/globals';
import { FreeNames } from './free-names';

describe('free names', () => {
  it('are the first free ones, then numbered', () => {
    const free = new FreeNames(['a', 'b2']);
    const take = () => free.take('a', 'b');
    expect([take(), take(), take()]).toEqual(['b', 'b3', 'b4']);
  });

  it('are valid names, even if the wanted ones are not', () => {
    const free = new FreeNames([]);
    expect([free.take('😀'), free.take('1a', '😀'), free.take('a', '😀'), free.take('a', '😀')]).toEqual([
      'other',
      'other2',
      'a',
      'a2',
    ]);
  });
});
