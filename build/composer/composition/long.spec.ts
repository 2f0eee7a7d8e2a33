import { describe, expect, it } from '@jest/globals';
import { databaseSettings, resolveOptions } from '../options';
import type { Flaw } from '../schema/block';
import { parseSchema } from '../schema/parse';
import { type ComponentSchema, compose } from './compose';

const database = databaseSettings(resolveOptions({ root: '/project' }));

/** A schema that repeats one thing many times, with a model of another component beside it. */
function composed(text: string) {
  const base = 'model Base {\n  id Int @id\n}\n';
  const schemas = Object.entries({ base, odd: text }).map(
    ([component, each]): ComponentSchema => ({
      component,
      file: component,
      text: each,
      parsed: parseSchema(each),
    }),
  );
  return compose(schemas, database);
}

const many = (line: (index: number) => string): string =>
  Array.from({ length: 10_000 }, (_, index) => line(index)).join('');
const inModel = (line: (index: number) => string): string => `model Odd {\n${many(line)}}\n`;

describe('a schema of megabytes', () => {
  it.each([
    ['blocks without end', many(() => 'model A {\n'), 'UNCLOSED_BLOCK'],
    ['one name', many(() => 'enum A {\n}\n'), 'DUPLICATE_NAME'],
    ['datasources', many(() => 'datasource db {}\n'), 'DATASOURCE_IN_COMPONENT'],
    ['extensions of nothing', many((i) => `/// @extends\nmodel Bases${i} {\n}\n`), 'NOTHING_TO_EXTEND'],
    [
      'extensions with one field',
      many(() => '/// @extends\nmodel Base {\n  a Int\n}\n'),
      'EXTENSION_CONFLICT',
    ],
    ['relations without a key', inModel((i) => `  f${i} Base @relation("r${i}")\n`), 'OPPOSITE_MISSING'],
    [
      'back-relations with one name',
      inModel((i) => `  f${i} Base @relation("r${i}", fields: [k${i}], references: [id])\n`),
      'INVERSE_TAKEN',
    ],
    ['directives', many(() => '/// @inverse a\n'), 'DIRECTIVE_MISPLACED'],
  ])('is reported with a hundred errors and the number of the others: %s', (_, text, code) => {
    const errors = composed(text).diagnostics.filter(({ severity }) => severity === 'error');
    expect([...new Set(errors.map((each) => each.code))]).toEqual([code, 'MORE_NOT_SHOWN']);
    expect(errors).toHaveLength(101);
    // Each is short, even if very many fields are involved.
    expect(JSON.stringify(errors).length).toBeLessThan(200_000);
  });
  it('is reported with one error when all relations have no name', () => {
    const { diagnostics } = composed(inModel((i) => `  f${i} Base\n`));
    expect(diagnostics.map(({ code }) => code)).toEqual(['RELATION_AMBIGUOUS']);
    expect(JSON.stringify(diagnostics).length).toBeLessThan(2_000);
  });

  it('may have more flaws than a call may have arguments', () => {
    const flaw: Flaw = { code: 'STRAY_BRACE', message: 'odd', hint: 'fix it', offset: 0, end: 1 };
    const parsed = { blocks: [], flaws: Array.from({ length: 200_000 }, () => flaw) };
    const { diagnostics } = compose([{ component: 'odd', file: 'odd', text: '}', parsed }], database);
    expect(diagnostics).toHaveLength(101);
  });
});
