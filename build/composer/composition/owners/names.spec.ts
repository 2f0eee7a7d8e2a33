import { describe, expect, it } from '@jest/globals';
import { checkNames } from './names';

function codes(...names: string[]): string[] {
  const components = names.map((name) => ({
    name,
    folder: `c/${name}`,
    schema: `c/${name}/s`,
    module: false,
    meta: false,
  }));
  return checkNames(components).map(({ code }) => code);
}

describe('checkNames', () => {
  it.each(['demo', 'Order-Lines', 'größe', '注文', 'a.b', 'control', 'mainland', '0'])(
    'accepts %j',
    (name) => {
      expect(codes(name)).toEqual([]);
    },
  );

  it.each(['main', 'Main', 'con', 'NUL', 'com1', 'lpt9.x', 'aux'])('reserves %j', (name) => {
    expect(codes(name)).toEqual(['RESERVED_COMPONENT_NAME']);
  });

  it.each(['a:b', 'a\\b', 'a\nb', 'a?', 'end.', 'end ', ' start', 'a\u202Eb', 'a'.repeat(201)])(
    'refuses %j',
    (name) => {
      expect(codes(name)).toEqual(['INVALID_COMPONENT_NAME']);
    },
  );

  it.each([
    ['shop', 'Shop'],
    ['größe', 'GRÖSSE'.replace('SS', 'ß')],
    ['caf\u00e9', 'cafe\u0301'],
  ])('tells %j and %j apart on no system that ignores case', (a, b) => {
    expect(codes(a, b)).toEqual(['COMPONENT_NAME_CLASH']);
  });

  it('tells of two components of one name', () => {
    expect(codes('shop', 'shop')).toEqual(['DUPLICATE_COMPONENT']);
  });
});
