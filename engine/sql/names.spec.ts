import { expect, test } from '@jest/globals';
import { nameOf } from './names';
import { offsetOf, placeOf } from './places';
import { tokensOf } from './tokens';

test.each([
  ['Mixed', 'mixed'],
  ['Größe', 'größe'],
  ['ÄB', 'Äb'],
  ['"Mixed"', 'Mixed'],
  ['"a""b"', 'a"b'],
  ['"""a"""', '"a"'],
  ['U&"d\\0061t\\+000061 \\\\"', 'data \\'],
  ["'text'", undefined],
  ['$$text$$', undefined],
  ['1', undefined],
])('%s is the name %s', (sql, name) => {
  const [token, more] = tokensOf(sql);
  expect(more).toBeUndefined();
  expect(token && nameOf(sql, token)).toBe(name);
});

test('lines and columns are counted as in editors, and positions as in PostgreSQL', () => {
  const text = "SELECT '😀';\n  SELECT nope";
  const position = [...text.slice(0, text.indexOf('nope'))].length + 1;
  expect(text.slice(offsetOf(text, position))).toBe('nope');
  expect(placeOf(text, offsetOf(text, position))).toEqual({ line: 2, column: 10 });
  expect(offsetOf(text, 1)).toBe(0);
  expect(offsetOf(text, 1000)).toBe(text.length);
});
