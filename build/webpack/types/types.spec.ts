import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Compiler as RspackCompiler } from '@rspack/core';
import type { Compiler } from 'webpack';
import type { Diagnostic } from '../../diagnostics';
import { Application, schemaOf, schemaWith } from '../../test-kit/webpack/application';
import { rspackOf } from '../../test-kit/webpack/rspack';
import { WatchedBuild } from '../../test-kit/webpack/watched-build';
import { onTypesChecked } from './listeners';
import { TypesPlugin } from './types-plugin';

// A busy machine may take many times as long as an idle one.
jest.setTimeout(600_000);

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

  test('an error ends a build at its place and keeps the last good bundle', async () => {
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

  test('while watching, errors are reported beside the build, and never from a half-published state', async () => {
    const made = compiler();
    const reports: Diagnostic[][] = [];
    onTypesChecked(made, (diagnostics) => reports.push(diagnostics));
    const watched = new WatchedBuild(made);
    const reported = async (fits: (report: Diagnostic[]) => boolean) => {
      while (!fits(reports.at(-1) ?? [{ severity: 'error', code: '', message: 'nothing yet' }]))
        await pause(20);
    };
    try {
      await reported((report) => report.length === 0);
      application.write(code, wrong);
      await reported(([first]) => first?.code === 'TS2322');
      expect(reports.at(-1)).toEqual([
        expect.objectContaining({
          severity: 'error',
          file: code,
          line: 1,
          column: 14,
          endLine: 1,
          endColumn: 19,
        }),
      ]);
      // Type errors do not block: the bundle has what was saved.
      fs.appendFileSync(`${application.root}/src/main.ts`, '\nconsole.log("served");');
      await watched.next(
        ({ emitted }) => emitted && fs.readFileSync(application.bundle, 'utf8').includes('served'),
      );
      application.write(code, 'export const title = 1;\n');
      await reported((report) => report.length === 0);

      // The code is saved before its schema is, and both before the client is published.
      const from = reports.length;
      application.write(code, using('subtitle'));
      application.write(schemaOf('demo'), schemaWith('Post', 'subtitle String'));
      await watched.next(
        ({ emitted }) => emitted && fs.readFileSync(application.bundle, 'utf8').includes('subtitle'),
      );
      await reported((report) => report.length === 0 && reports.length > from);
      expect(reports.slice(from).flat()).toEqual([]);

      // What the client no longer has is an error of the code that uses it.
      application.write(schemaOf('demo'), schemaWith('Post', 'summary String'));
      await reported(([first]) => first?.file === code && /subtitle/.test(first.message));
      application.write(code, using('summary'));
      await reported((report) => report.length === 0);
    } finally {
      await watched.close();
    }
  });
});

test('a project whose TypeScript has no JavaScript API is built with a warning', async () => {
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
    expect.stringMatching(
      /TYPES_NOT_CHECKED: Types are not checked: TypeScript 7\.0\.0 does not have the JavaScript API/,
    ),
  );
});
