import { describe, expect, it } from '@jest/globals';
import { composing } from '../../test-kit/composer/composing';
import { databaseSettings, resolveOptions } from '../options';
import { parseSchema } from '../schema/parse';
import { type ComponentSchema, compose } from './compose';
import { OriginMap } from './weaving/origin';

const database = databaseSettings(resolveOptions({ root: '/project' }));

function schema(component: string, text: string): ComponentSchema {
  return {
    component,
    file: `src/components/${component}/prisma/schema.prisma`,
    text,
    parsed: parseSchema(text),
  };
}

function textOf(component: string, ...schemas: ComponentSchema[]): string | undefined {
  return compose(schemas, database).composition.files.find(({ name }) => name === `${component}.prisma`)
    ?.text;
}

describe('compose', () => {
  it('puts the author’s text, unchanged, below one line that names its source', () => {
    const text = '/// Who reads.\r\nmodel   Reader{\r\n\tid Int @id // the key }\r\n}\r\n\r\n// kept\n';
    expect(textOf('reading', schema('reading', text))).toBe(
      `// Composed by Prismosaic from src/components/reading/prisma/schema.prisma. Edit that file, not this one.\n${text}`,
    );
  });

  it('adds the file with the one datasource and the one generator', () => {
    expect(textOf('main')).toBe(`// Composed by Prismosaic. Don't edit this file.

generator client {
  provider               = "prisma-client"
  output                 = "../../src/database/client"
  runtime                = "nodejs"
  moduleFormat           = "cjs"
  generatedFileExtension = "ts"
  importFileExtension    = ""
}

datasource db {
  provider = "postgresql"
}
`);
  });

  it('gives the same result in any order of the schemas', () => {
    const schemas = ['zoo', 'Ärger', 'a-b', 'ab', 'B'].map((name) =>
      schema(name, `model M${name.length} {\n}\n`),
    );
    const forward = compose(schemas, database);
    expect(compose(schemas.toReversed(), database)).toEqual(forward);
    expect(forward.composition.files.map(({ name }) => name)).toEqual([
      'B.prisma',
      'a-b.prisma',
      'ab.prisma',
      'main.prisma',
      'zoo.prisma',
      'Ärger.prisma',
    ]);
  });

  it.each([
    ['model', 'String'],
    ['view', 'Int'],
    ['model', 'Boolean'],
    ['enum', 'BigInt'],
    ['model', 'Float'],
    ['enum', 'Decimal'],
    ['model', 'DateTime'],
    ['view', 'Json'],
    ['model', 'Bytes'],
    ['enum', 'Prisma'],
    ['model', 'AND'],
    ['model', 'OR'],
    ['enum', 'NOT'],
    ['model', 'using'],
  ])(
    'refuses the %s %s, whose name Prisma reserves, and does not report the fields that use Prisma’s type',
    (kind, name) => {
      const body = kind === 'enum' ? '  A' : '  id Int @unique\n  name String\n  note String';
      const { reported } = composing({
        other: 'model Other {\n  id Int @id\n  a String\n  b String\n  c Int?\n}\n',
        own: `${kind} ${name} {\n${body}\n}\n`,
      });
      expect(reported()).toEqual([`own:1:${kind.length + 2} RESERVED_NAME`]);
    },
  );

  it('shows both places of a name that two components define, for any kinds', () => {
    const { diagnostics } = compose(
      [schema('a', 'model User {\n}\n'), schema('b', '\nenum   User {\n}\n')],
      database,
    );
    expect(diagnostics).toEqual([
      {
        severity: 'error',
        code: 'DUPLICATE_NAME',
        message: 'The enum "User" is defined in "b" and in "a".',
        file: 'src/components/b/prisma/schema.prisma',
        line: 2,
        column: 8,
        endLine: 2,
        endColumn: 12,
        hint: 'rename or remove one of the two',
        related: [
          {
            file: 'src/components/a/prisma/schema.prisma',
            line: 1,
            column: 7,
            message: 'the model is here too',
          },
        ],
      },
    ]);
  });

  it('reports a name that one component defines twice', () => {
    const { diagnostics } = compose([schema('a', 'model User {\n}\nmodel User {\n}\n')], database);
    expect(diagnostics.map(({ code, line, related }) => [code, line, related?.[0]?.line])).toEqual([
      ['DUPLICATE_NAME', 3, 1],
    ]);
  });

  it.each([
    ['DATASOURCE_IN_COMPONENT', 'datasource db {\n  url = "postgresql://u:secret@h/d"\n}\n'],
    ['DATASOURCE_IN_COMPONENT', 'datasourcedb{\n  url = "postgresql://u:secret@h/d"\n'],
    ['GENERATOR_IN_COMPONENT', '\tgenerator client {\n  provider = "x"\n}\n'],
  ])('refuses with %s and repeats nothing of the block: %j', (code, text) => {
    const { diagnostics } = compose([schema('a', `${text}\n`)], database);
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
    expect(JSON.stringify(diagnostics)).not.toContain('secret');
  });

  it('warns about an empty schema', () => {
    const { diagnostics } = compose([schema('a', '// later\n\n')], database);
    expect(diagnostics.map(({ severity, code }) => [severity, code])).toEqual([['warning', 'EMPTY_SCHEMA']]);
  });

  it('knows the origin of every line of a composed file', () => {
    const { composition } = compose([schema('a', 'model A {\r\n  id Int @id\r\n}')], database);
    const [file] = composition.files;
    if (file === undefined) throw new Error('nothing was composed');
    const map = new OriginMap(file);
    const at = file.text.indexOf('Int');
    expect(map.rangeOf(at, at + 3)).toEqual({
      file: 'src/components/a/prisma/schema.prisma',
      line: 2,
      column: 6,
      endLine: 2,
      endColumn: 9,
    });
    expect(map.rangeOf(0, 5)).toBeUndefined();
  });
});
