import { describe, expect, test } from '@jest/globals';
import { publishAsset, publishedAsset } from './assets';

describe('an asset', () => {
  test('has an address that changes with its text', () => {
    const first = publishAsset('a.css', 'p{}');
    expect(first).toMatch(/^\/assets\/a\.[0-9a-f]{10}\.css$/);
    expect(publishAsset('a.css', 'p{}')).toBe(first);
    expect(publishAsset('a.css', 'b{}')).not.toBe(first);
    expect(publishedAsset(first.slice('/assets/'.length))).toEqual({
      type: 'text/css; charset=utf-8',
      text: 'p{}',
    });
  });

  test('of an unknown type is refused, and an unpublished file is not found', () => {
    expect(() => publishAsset('a.exe', '')).toThrow('.css');
    expect(publishedAsset('../../package.json')).toBeUndefined();
  });
});
