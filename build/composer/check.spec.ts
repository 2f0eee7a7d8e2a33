import { describe, expect, it } from '@jest/globals';
import { checkComposition } from './check';
import { compose } from './composition/compose';
import { databaseSettings, resolveOptions } from './options';
import { parseSchema } from './schema/parse';

const database = databaseSettings(resolveOptions({ root: '/project' }));

function check(schemas: Record<string, string>) {
  const composed = compose(
    Object.entries(schemas).map(([component, text]) => ({
      component,
      file: `${component}.prisma`,
      text,
      parsed: parseSchema(text),
    })),
    database,
  );
  return checkComposition(composed.composition, database);
}

describe('checkComposition', () => {
  it('shows every error of Prisma at its place in the component’s own file', () => {
    const found = check({
      a: 'model A {\n  id Int @id\n  // 😀 é\n  x  Nope\n}\n',
      b: '\r\nmodel B {\r\n  id Int @id\r\n  y  String @defalt("é")\r\n}\r\n',
    });
    const places = found.map(({ file, line, column, endLine, endColumn, message }) => [
      `${file}:${line}:${column}-${endLine}:${endColumn}`,
      message,
    ]);
    expect(places).toEqual([
      [
        'a.prisma:4:6-4:10',
        'Type "Nope" is neither a built-in type, nor refers to another model, composite type, or enum.',
      ],
      ['b.prisma:4:13-4:25', 'Attribute not known: "@defalt".'],
    ]);
    expect(found.every(({ code, severity }) => code === 'P1012' && severity === 'error')).toBe(true);
  });

  it('accepts what is right, relations across components included', () => {
    const a = 'model A {\n  id Int @id\n  bs B[]\n}\n';
    const b = 'model B {\n  id Int @id\n  aId Int\n  a A @relation(fields: [aId], references: [id])\n}\n';
    expect(check({ a, b })).toEqual([]);
  });

  it('never lets Prisma see, and repeat, the URL of a datasource', () => {
    const url = 'postgresql://user:secret@host/database';
    const found = check({
      a: `datasource db {\n  provider = "postgresql"\n  url = "${url}"\n}\nmodel A {\n  x Nope\n}\n`,
    });
    expect(JSON.stringify(found)).not.toContain('secret');
    expect(found.map(({ line }) => line)).toEqual([6]);
  });

  it('says nothing of what the composer has diagnosed, nor of what follows from it', () => {
    const broken =
      'model Broken {\n  id Int @id\n\nmodel User {\n  id Int @id\n  b Broken?\n}\nfoo bar\n/* so\n}\n';
    expect(check({ a: broken, b: 'model User {\n  id Int @id\n}\n' })).toEqual([]);
  });
});
