import { expect, test } from '@jest/globals';
import { databaseFailure, isConnectionLost } from './database-failure';
import { applyMigrationError, scriptExcerpt, shadowMigrationError } from './script-failure';

const plain = (text: string) => text.replace(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), '');

test('the excerpt ends with the line of the error, under at most five others', () => {
  const script = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'].join('\r\n');
  const excerpt = plain(scriptExcerpt(script, script.indexOf('seven') + 3));
  expect(excerpt).toBe('\n\nPosition:\n  2 two\n  3 three\n  4 four\n  5 five\n  6 six\n  7 seven');
});

test('a place beyond the script (in what we append to it) is not shown', () => {
  expect(scriptExcerpt('SELECT 1', 100)).toBe('');
  expect(scriptExcerpt('SELECT 1', undefined)).toBe('');
});

test('a failed migration is told with its name, code, words and line', () => {
  const failure = databaseFailure({
    code: '42601',
    severity: 'ERROR',
    message: 'syntax error',
    hint: 'mend it',
    position: '11',
  });
  const error = applyMigrationError('20200101_x', { script: 'SELECT 1;\nSELEC 2;', failure });
  expect(error.code).toBe('P3018');
  expect(plain(error.message)).toContain('Migration name: 20200101_x\n\nDatabase error code: 42601');
  expect(plain(error.message)).toContain('2 SELEC 2;');
});

test('a missing table in the history is P1014 within P3006', () => {
  const failure = databaseFailure({ code: '42P01', message: 'relation "Users" does not exist' });
  const error = shadowMigrationError('20200101_x', { script: '', failure });
  expect(error.code).toBe('P3006');
  expect(error.message).toContain(
    'Error code: P1014\nError:\nThe underlying table for model `Users` does not exist.',
  );
});

test.each([
  [{ code: '57P01', message: 'terminating connection' }, true],
  [new Error('Connection terminated unexpectedly'), true],
  [{ code: 'ECONNRESET', message: 'read ECONNRESET' }, true],
  [{ code: '42601', message: 'syntax error at "connection terminated"' }, false],
  [new Error('something else'), false],
])('%p means a lost connection: %p', (error, lost) => {
  expect(isConnectionLost(databaseFailure(error))).toBe(lost);
});
