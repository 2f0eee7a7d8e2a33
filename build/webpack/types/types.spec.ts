import fs from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Compiler as RspackCompiler } from '@rspack/core';
import type { Compiler } from 'webpack';
import { Application, schemaOf, schemaWith } from '../testing/application';
import { rspackOf } from '../testing/rspack';
import { TypesPlugin } from './types-plugin';

const code = 'src/components/demo/demo.service.ts';
const wrong = "export const title: number = 'a title';\n";
/** Uses a field that the model must have. */
const using = (field: string) =>
  `import type { Prisma } from '../../database/client/client';\nexport const chosen: Prisma.PostSelect = { ${field}: true };\n`;

let application: Application;
beforeEach(() => {
  application = new Application();
  const compilerOptions = {
    ...{ target: 'es2022', module: 'preserve', moduleResolution: 'bundler' },
    ...{ strict: true, skipLibCheck: true, types: ['node'], noEmit: true },
  };
  application.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['src'] }));
  application.write(code, 'export const title = 1;\n');
});
afterEach(() => application.dispose());

describe.each(['webpack', 'rspack'] as const)('types in %s', (bundler) => {
  function compiler(): Compiler | RspackCompiler {
    const made = bundler === 'webpack' ? application.webpack() : rspackOf(application);
    new TypesPlugin().apply(made as Compiler);
    return made;
  }

  /** The messages of a build's errors. */
  async function build(made = compiler()): Promise<string[]> {
    const errors = await new Promise<string[]>((resolve, reject) => {
      made.run((error: Error | null, stats?: { compilation: { errors: Iterable<{ message: string }> } }) => {
        if (stats) resolve([...stats.compilation.errors].map(({ message }) => message));
        else reject(error);
      });
    });
    await new Promise((resolve) => made.close(resolve));
    return errors;
  }

  test('an error ends a build at its place and leaves the last good bundle', async () => {
    expect(await build()).toEqual([]);
    const before = fs.statSync(application.bundle).mtimeMs;
    application.write(code, wrong);
    fs.appendFileSync(`${application.root}/src/main.ts`, '\nconsole.log(2);');
    const [error = '', ...others] = await build();
    expect(others).toEqual([]);
    expect(error).toMatch(
      new RegExp(`${code}:1:14: error TS2322: Type 'string' is not assignable to type 'number'`),
    );
    expect(fs.statSync(application.bundle).mtimeMs).toBe(before);
    application.write(code, using('title'));
    expect(await build()).toEqual([]);
    expect(fs.statSync(application.bundle).mtimeMs).toBeGreaterThan(before);
  });

  test('where a schema has an error, it alone is reported', async () => {
    application.write(code, wrong);
    application.write(schemaOf('demo'), schemaWith('Post', 'title Strin'));
    const errors = await build();
    expect(errors).toEqual([expect.stringContaining(`${schemaOf('demo')}:3:9: error`)]);
  });
});

test('a project whose TypeScript can not be called is built with a warning', async () => {
  application.write('other/node_modules/typescript/package.json', '{ "main": "index.js" }');
  application.write('other/node_modules/typescript/index.js', "exports.version = '7.0.0';");
  const made = application.webpack();
  new TypesPlugin({ root: `${application.root}/other` }).apply(made);
  const warnings = await new Promise<string[]>((resolve) => {
    made.run((_error, stats) =>
      resolve([...(stats?.compilation.warnings ?? [])].map(({ message }) => message)),
    );
  });
  await new Promise((resolve) => made.close(resolve));
  expect(warnings).toContainEqual(
    expect.stringMatching(/TYPES_NOT_CHECKED: Types are not checked: TypeScript 7\.0\.0 can't be called/),
  );
});
