import { describe, expect, it } from '@jest/globals';
import { composing } from '../../test-kit/composer/composing';
import { prisma } from '../check/prisma';

const order = 'model Order {\n  id Int @id\n  user User @relation(fields: [id], references: [id])\n}\n';
const head = '// \ndatasource db {\n  provider = "postgresql"\n}\n';

/** Whether Prisma accepts the whole text as its author wrote it. */
function accepted(text: string): boolean {
  return JSON.parse(prisma().lint(JSON.stringify([['schema.prisma', head + text]]))).length === 0;
}

describe('code on the line of a brace', () => {
  it.each([
    ['a field before the `}`', 'model User {\n  id Int @id\n  name String }\n', 'a:3:3'],
    ['an attribute and a comment', 'model User {\n  id Int @id\n  @@map("}") /* } */ }\n', 'a:3:3'],
    ['the only field', 'model User {\n  id Int @id }\n', 'a:2:3'],
    ['a field after the `{`', 'model User { id Int @id\n  key Int @unique\n}\n', 'a:1:14'],
    ['a field after a comment', 'model User { /* x */ id Int @id\n  key Int @unique\n}\n', 'a:1:22'],
    ['all of it', 'model User { id Int @id }\n', 'a:1:14'],
    ['nothing at all', 'model User {}\n', 'a:1:13'],
    ['the values of an enum', 'model User {\n  id Int @id\n}\nenum Role { A }\n', 'a:4:13'],
  ])('is reported, whether another component adds to the block or not: %s', (_, a, place) => {
    expect(composing({ a }).reported()).toEqual([`${place} CROWDED_BRACE`]);
    expect(composing({ a, b: order }).reported()).toEqual([`${place} CROWDED_BRACE`]);
    const extension = '/// @extends\nmodel User {\n  more Int\n}\n';
    expect(composing({ a, b: extension }).reported()).toEqual([`${place} CROWDED_BRACE`]);
  });

  it('is reported for an extension too', () => {
    const reported = composing({
      a: 'model User {\n  id Int @id\n}\n',
      b: '/// @extends\nmodel User { more Int }\n',
    }).reported();
    expect(reported).toEqual(['b:2:14 CROWDED_BRACE']);
  });

  it.each([
    ['comments', 'model User { // {\n  id Int @id // }\n} // last\n'],
    ['comments in the line', 'model User { /* a */ /// b\n  id Int @id\n/* } */ } /* c */\n'],
    ['another block', 'model User {\n  id Int @id\n} model Other {\n  id Int @id\n}\n'],
    ['odd blanks', 'model\u00A0User\u2003{\u00A0\n  id\u3000Int @id\n\u00A0}\n'],
  ])('is allowed where Prisma allows it: %s', (_, a) => {
    expect(accepted(a)).toBe(true);
    const composed = composing({ a, b: order });
    expect(composed.reported()).toEqual([]);
    for (const comment of a.match(/\/\*.*?\*\/|\/\/.*/g) ?? []) expect(composed.text('a')).toContain(comment);
  });

  it('is what Prisma refuses, or ignores without an error', () => {
    expect(accepted('model User {\n  id Int @id\n  name String }\n')).toBe(false);
    expect(accepted('model User { id Nonsense\n  key Int @unique\n}\n')).toBe(true);
  });
});

describe('a field with unusual blanks', () => {
  it.each([
    'user\u00A0User @relation(fields: [id], references: [id])',
    'users\tUser [] ',
    'users User\u2003[]',
  ])('is a relation, as in Prisma: %j', (field) => {
    const composed = composing({
      a: 'model User {\n  id Int @id\n}\n',
      b: `model Order {\n  id Int @id\n  ${field}\n}\n`,
    });
    expect(composed.reported()).toEqual([]);
    expect(composed.relations).toHaveLength(1);
  });
});
