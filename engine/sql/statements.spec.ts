import { describe, expect, test } from '@jest/globals';
import { statementsOf } from './statements';

const texts = (sql: string) => [...statementsOf(sql)].map(({ text }) => text);

describe('one statement', () => {
  test.each([
    'CREATE INDEX CONCURRENTLY i ON t (a)',
    "-- first; a comment\nCREATE INDEX i ON t (a) /* ; */ WHERE a <> ';';\n-- end;",
    '/* a /* b /* c */ ; */ ; */ SELECT 1',
    '/*/* ; **/ ; */ SELECT 1',
    'DO $$ BEGIN a; b; END $$;',
    '$ä$ a;b $ä$',
    'SELECT $tag$ ; $$ ; $tag$',
    'SELECT $a$ ; $b$a$',
    'SELECT 1$$;$$',
    "CREATE TABLE \"a;b\" (t text DEFAULT 'it''s;')",
    "SELECT E'\\';'",
    "SELECT E'a' -- b'\n '\\';'",
    "SELECT 'a\\' -- ';'",
    `SELECT U&"a;""b" || U&'\\0041;'`,
    '-- a comment ends with the line\rSELECT 1',
    'CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO a VALUES (1); INSERT INTO b VALUES (2))',
    'CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END;',
    'create or replace procedure p() begin /* ; */ atomic end',
    'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 AS "end"; SELECT 2 end; END',
    'SELECT 1;;; ; -- none',
  ])('%s', (sql) => {
    expect(texts(sql)).toHaveLength(1);
  });
});

describe('none or several', () => {
  test.each([
    ['', 0],
    ['-- only a comment', 0],
    ['; ;/* ; */', 0],
    ['SELECT 1; SELECT 2', 2],
    ["SELECT ';' ; SELECT 2", 2],
    ['BEGIN; SELECT 1; COMMIT', 3],
    ['SELECT begin atomic FROM t; SELECT 2; END', 3],
    ['CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END; DROP TABLE nope;', 2],
    ['SELECT a$$; SELECT b$$', 2],
    ["SELECT 'a\\'; SELECT 'b'", 2],
    ["SELECT 'a' 'b\\'; SELECT 2", 2],
    ['SELECT 1 -- a\r; SELECT 2', 2],
  ])('%s', (sql, count) => {
    expect(texts(sql)).toHaveLength(count);
  });
});

test('a statement begins after the comments before it, and ends at its semicolon', () => {
  const sql = '-- a; b\n  SELECT 1 /* c */ ; SELECT 2 -- d';
  const [first, second] = statementsOf(sql);
  expect(first).toMatchObject({ at: 10, text: 'SELECT 1 /* c */ ' });
  expect(sql[first?.end ?? 0]).toBe(';');
  expect(second?.text).toBe('SELECT 2 -- d');
});
