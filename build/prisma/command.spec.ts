import { expect, test } from '@jest/globals';
import { bringsInLine, comparesStructure, formats, meetsHistory, needsOf } from './command';

test.each([
  'migrate dev --name x',
  'migrate deploy',
  'migrate status --schema a',
  'db push',
  'db seed',
  'studio',
  '--config prisma.config.ts migrate dev',
  'migrate diff --from-config-datasource --to-empty',
  'migrate diff --from-migrations prisma/migrations --to-schema prisma/schema',
  'something-new',
])('prisma %s needs the schema and a database', (line) => {
  expect(needsOf(line.split(' '))).toEqual({ schema: true, database: true });
});

test.each([
  'generate',
  'generate --watch',
  'validate',
  'migrate diff --from-empty --to-schema prisma/schema --script',
])('prisma %s needs the schema only', (line) => {
  expect(needsOf(line.split(' '))).toEqual({ schema: true, database: false });
});

test.each([
  '',
  '-v',
  '--version',
  'version',
  '--help',
  'migrate',
  'migrate dev --help',
  'db',
  'migrate dev -h',
  'init',
  'format',
])('prisma %s needs nothing', (line) => {
  expect(needsOf(line.split(' ').filter(Boolean))).toEqual({ schema: false, database: false });
});

test.each([
  'migrate dev --name x',
  '--config prisma.config.ts migrate dev',
  'migrate diff --from-empty --to-schema prisma/schema --script',
  'db push',
  'something-new',
])('prisma %s may drop what the schema does not have', (line) => {
  expect(comparesStructure(line.split(' '))).toBe(true);
});

test.each([
  'migrate deploy',
  'migrate status',
  '--config prisma.config.ts migrate reset --force',
  'db seed',
  'studio',
  'generate',
])('prisma %s does not drop what the schema does not have', (line) => {
  expect(comparesStructure(line.split(' '))).toBe(false);
});

test.each([
  ['migrate dev --name x', true],
  ['--config prisma/stock/prisma.config.ts db push', true],
  ['migrate dev --create-only', false],
  ['migrate deploy', false],
  ['migrate diff --from-empty --to-schema prisma/schema', false],
])('after prisma %s the database has everything in the schema: %s', (line, expected) => {
  expect(bringsInLine(line.split(' '))).toBe(expected);
});

test.each([
  ['format', { schema: undefined }],
  ['format --check', { schema: undefined }],
  ['--config prisma.config.ts format --schema a.prisma', { schema: 'a.prisma' }],
  ['format --schema=b.prisma', { schema: 'b.prisma' }],
  ['format --help', undefined],
  ['generate', undefined],
])('prisma %s formats %j', (line, expected) => {
  expect(formats(line.split(' '))).toEqual(expected);
});

test.each([
  ['migrate dev --name x', true],
  ['migrate deploy', true],
  ['--config prisma/stock/prisma.config.ts migrate status', true],
  ['migrate resolve --applied x', false],
  ['migrate reset --force', false],
  ['db push', false],
])('before prisma %s the state of the database is shown: %s', (line, expected) => {
  expect(meetsHistory(line.split(' '))).toBe(expected);
});
