import { expect, test } from '@jest/globals';
import { isSingleStatement } from './statements';

test.each([
  'CREATE INDEX CONCURRENTLY i ON t (a)',
  'CREATE INDEX CONCURRENTLY i ON t (a);',
  "-- first; a comment\nCREATE INDEX i ON t (a) /* ; */ WHERE a <> ';';\n-- end;",
  'DO $$ BEGIN a; b; END $$;',
  'SELECT $tag$ ; $$ ; $tag$',
  "CREATE TABLE \"a;b\" (t text DEFAULT 'it''s;')",
  "SELECT E'\\';'",
])('one statement: %s', (script) => {
  expect(isSingleStatement(script)).toBe(true);
});

test.each([
  '',
  '-- only a comment',
  ';',
  'SELECT 1; SELECT 2',
  "SELECT ';' ; SELECT 2",
  'BEGIN; SELECT 1; COMMIT',
])('none or several: %s', (script) => {
  expect(isSingleStatement(script)).toBe(false);
});
