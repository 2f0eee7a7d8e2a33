import { describe, expect, test } from '@jest/globals';
import { statementsOf } from '../sql';
import { databaseFailure, isConnectionLost } from './database-failure';
import { scriptExcerpt } from './excerpt';
import { applyMigrationError, scriptError, shadowMigrationError } from './script-failure';

const plain = (text: string) => text.replace(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), '');

/** A script that stopped at a text of it. */
function stopped(script: string, at: string | undefined, done = 0, invalidIndexes: string[] = []) {
  const offset = at === undefined ? undefined : script.indexOf(at);
  return { script, stop: { offset, done, statements: [...statementsOf(script)], invalidIndexes } };
}

test('the excerpt ends with the line of the error, under at most five others', () => {
  const script = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'].join('\r\n');
  const excerpt = plain(scriptExcerpt(script, script.indexOf('seven') + 3, 'x.sql'));
  expect(excerpt).toBe('\n\nPosition: x.sql:7:4\n  2 two\n  3 three\n  4 four\n  5 five\n  6 six\n  7 seven');
  expect(scriptExcerpt('SELECT 1', undefined)).toBe('');
});

describe('a failed migration', () => {
  const failure = databaseFailure({
    code: '42601',
    severity: 'ERROR',
    message: 'syntax error',
    where: 'f()',
  });

  test('is reported with its name, code, message and line', () => {
    const script = stopped('SELECT 1;\nSELEC 2;', 'SELEC 2');
    const error = applyMigrationError('20200101_x', { ...script, failure });
    expect(error.code).toBe('P3018');
    const message = plain(error.message);
    expect(message).toContain('Migration name: 20200101_x\n\nDatabase error code: 42601');
    expect(message).toContain('ERROR: syntax error\nCONTEXT: f()\n');
    expect(message).toContain('Position: 20200101_x/migration.sql:2:1\n  1 SELECT 1;\n  2 SELEC 2;');
    expect(message).not.toMatch(/Done|go on/);
  });

  test('says what is done, and what to do', () => {
    const script = stopped('VACUUM;\nVACUUM\n  t;\nVACUUM u', 'VACUUM u', 2, ['public.i']);
    const message = plain(applyMigrationError('x', { ...script, failure }).message);
    expect(message).toContain(
      '2 of its 3 statements, up to\n  2:1  VACUUM t\nNot done: everything from\n  4:1  VACUUM u\n',
    );
    expect(message).toContain('\n  DROP INDEX CONCURRENTLY public.i;\n');
    expect(message).toContain('resolve --rolled-back "x"');
  });

  test('on a server that was stopped shows no PostgreSQL error code', () => {
    const lost = databaseFailure(new Error('Connection terminated unexpectedly'));
    const { message } = applyMigrationError('x', { ...stopped('SELECT 1', 'SELECT'), failure: lost });
    expect(message).not.toMatch(/none|error code/);
    expect(message).toContain('Connection terminated unexpectedly (P1017');
    expect(message).toContain('run `npx prisma migrate deploy`');
  });
});

test('a missing table in the history is P1014 within P3006', () => {
  const failure = databaseFailure({ code: '42P01', message: 'relation "Users" does not exist' });
  const error = shadowMigrationError('20200101_x', { ...stopped('SELECT 1', '1'), failure });
  expect(error.code).toBe('P3006');
  expect(error.message).toContain(
    'Error code: P1014\nError:\nThe underlying table for model `Users` does not exist.',
  );
  expect(error.message).toContain('20200101_x/migration.sql:1:8');
});

test('a script that is not a migration shows its position, too', () => {
  const failure = databaseFailure({ code: '23505', message: 'duplicate' });
  const { message } = scriptError({ ...stopped('VACUUM;\nSELECT 2', 'SELECT', 1), failure });
  expect(plain(message)).toContain('Position: 2:1\n');
  expect(message).toContain('1 of its 2 statements');
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
