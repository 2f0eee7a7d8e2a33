import { describe, expect, it } from '@jest/globals';
import { compose } from '../composition/compose';
import { databaseSettings, resolveOptions } from '../options';
import { parseSchema } from '../schema/parse';
import { checkHere } from './check';

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
  return checkHere(composed.composition, database);
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

  it('suggests what was most likely meant', () => {
    const catalog = 'model Product {\n  id Int @id\n}\nenum Colour {\n  RED\n}\n';
    const shop =
      'model Shop {\n  id Int @id @defalt(1)\n  a Produkt\n  b Color\n  c string\n  d Zebra\n  @@indx([id])\n}\n';
    const reported = check({ catalog, shop }).map(({ line, hint }) => `${line} ${hint}`);
    expect(reported.sort()).toEqual([
      '2 did you mean `@default`?',
      '3 did you mean "Product" of "catalog"?',
      '4 did you mean "Colour" of "catalog"?',
      '5 did you mean "String"?',
      '6 no component has a similar name: `npx prismosaic list` shows what they own',
      '7 did you mean `@@index`?',
    ]);
  });

  describe('of a file with very many errors', () => {
    const times = (count: number, line: (index: number) => string): string =>
      Array.from({ length: count }, (_, index) => line(index)).join('');
    /** How many are reported for each file and severity, and the message about the others. */
    const reported = (schemas: Record<string, string>) => {
      const found: Record<string, (number | string)[]> = {};
      for (const { file, severity, code, message } of check(schemas)) {
        const [count = 0, ...said] = found[`${file} ${severity}`] ?? [];
        const isCount = code === 'MORE_NOT_SHOWN';
        found[`${file} ${severity}`] = isCount ? [count, ...said, message] : [Number(count) + 1, ...said];
      }
      return found;
    };

    it('reports a hundred, and how many others there are, and all of another file', () => {
      const unknown = (name: string, count: number): string =>
        `model ${name} {\n  id Int @id\n${times(count, (index) => `  f${index} Nope\n`)}}\n`;
      expect(reported({ a: unknown('A', 150), b: unknown('B', 100) })).toEqual({
        'a.prisma error': [100, 'This file has 50 more errors, which are not shown; one is here.'],
        'b.prisma error': [100],
      });
    });

    it('counts warnings apart', () => {
      const keyless = times(102, (index) => `model Keyless${index} {\n  x Int\n}\n`);
      // Prisma accepts these, and warns.
      const relation = '@relation(fields: [id], references: [id], onDelete: SetNull)';
      const odd = times(130, (index) => `model Odd${index} {\n  id Int @id\n  to To ${relation}\n}\n`);
      const backs = times(130, (index) => `  odd${index} Odd${index}?\n`);
      expect(reported({ a: `${keyless}${odd}model To {\n  id Int @id\n${backs}}\n` })).toEqual({
        'a.prisma error': [100, 'This file has 2 more errors, which are not shown; one is here.'],
        'a.prisma warning': [100, 'This file has 30 more warnings, which are not shown; one is here.'],
      });
    });
  });

  it('reports at the schema that Prisma could not check it', () => {
    const trap = 'model B {\n  id Int @id @map("\ud800")\n}\n';
    expect(check({ a: 'model A {\n  id Int @id\n}\n', b: trap })).toMatchObject([
      { code: 'NOT_JUDGED', severity: 'error', file: 'b.prisma', line: 1, column: 1 },
    ]);
  });

  it('accepts valid schemas, with relations across components', () => {
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

  it('does not report again what the composer has diagnosed, nor what follows from it', () => {
    const broken =
      'model Broken {\n  id Int @id\n\nmodel User {\n  id Int @id\n  b Broken?\n}\nfoo bar\n/* so\n}\n';
    expect(check({ a: broken, b: 'model User {\n  id Int @id\n}\n' })).toEqual([]);
  });
});
