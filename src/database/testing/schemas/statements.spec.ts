import { expect, test } from '@jest/globals';
import { placeOf, statementStart } from './statements';

const script = `-- a; comment
/* another; /* nested; */ ; */
SELECT ';', E'\\';', "odd;name";;
  CREATE FUNCTION f() AS $body$ BEGIN; $$;$$ END; $body$;
SELECT $1 - 2 / 3; -- last;
`;

test.each([
  [0, '3:1', 'SELECT'],
  [1, '4:3', 'CREATE'],
  [2, '5:1', 'SELECT $1'],
])('statement %i begins at %s', (index, place, word) => {
  const start = statementStart(script, index) ?? -1;
  expect(script.slice(start)).toMatch(new RegExp(`^${word.replace('$', '\\$')}`));
  expect(placeOf(script, start)).toBe(place);
});

test('there is no other statement', () => {
  expect(statementStart(script, 3)).toBeUndefined();
  expect(statementStart('', 0)).toBeUndefined();
});
