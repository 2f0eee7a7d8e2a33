import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { model, TemporaryProject } from '../../test-kit/composer/project';
import { Composer } from '../composer';

// What each hint says is done, and then it works.
let project: TemporaryProject;
let elsewhere: string;
beforeEach(() => {
  project = new TemporaryProject().schema('shop', model('Shop'));
  elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), 'elsewhere-'));
});
afterEach(() => {
  project.dispose();
  fs.rmSync(elsewhere, { recursive: true });
});

const blog = 'src/components/blog/prisma/schema.prisma';
const outbox = 'node_modules/outbox';

async function compose() {
  const { ok, diagnostics } = await new Composer({ root: project.root }).run({ generate: false });
  return { ok, said: diagnostics.map(({ code, hint }) => `${code}: ${hint}`) };
}

interface Case {
  code: string;
  hint: string;
  cause(): void;
  /** As the hint says. */
  follow(): void;
}

const cases: Case[] = [
  {
    code: 'SCHEMA_OUTSIDE_PROJECT',
    hint: 'replace the link with a copy of the file',
    cause() {
      fs.writeFileSync(path.join(elsewhere, 'blog.prisma'), model('Post'));
      project.write(blog, '');
      project.remove(blog);
      fs.symlinkSync(path.join(elsewhere, 'blog.prisma'), project.path(blog));
    },
    follow() {
      const text = project.read(blog);
      project.remove(blog);
      project.write(blog, text);
    },
  },
  {
    code: 'SCHEMA_OUTSIDE_PROJECT',
    hint: 'move the target into the project',
    cause() {
      fs.writeFileSync(path.join(elsewhere, 'blog.prisma'), model('Post'));
      project.write(blog, '');
      project.remove(blog);
      fs.symlinkSync(path.join(elsewhere, 'blog.prisma'), project.path(blog));
    },
    follow() {
      project.write('shared/blog.prisma', project.read(blog));
      project.remove(blog);
      fs.symlinkSync(project.path('shared/blog.prisma'), project.path(blog));
    },
  },
  {
    code: 'SCHEMA_NOT_A_FILE',
    hint: 'put the component schema into a regular file with this name',
    cause: () => project.write(`${blog}/models.prisma`, model('Post')),
    follow() {
      project.remove(blog);
      project.write(blog, model('Post'));
    },
  },
  {
    code: 'SCHEMA_TOO_LARGE',
    hint: 'split the component',
    cause: () => project.write(blog, `${model('Post')}${'// \n'.repeat(5_000_000)}`),
    follow: () => project.write(blog, model('Post')),
  },
  {
    code: 'SCHEMA_UNREADABLE',
    hint: 'restore the file',
    cause() {
      project.write(blog, '');
      project.remove(blog);
      fs.symlinkSync('nowhere.prisma', project.path(blog));
    },
    follow() {
      project.remove(blog);
      project.write(blog, model('Post'));
    },
  },
  {
    code: 'SCHEMA_NOT_UTF8',
    hint: 'save it as UTF-8',
    cause: () => project.write(blog, Buffer.from(`// Größe\n${model('Post')}`, 'latin1')),
    follow: () => project.write(blog, `// Größe\n${model('Post')}`),
  },
  {
    code: 'SCHEMA_HAS_NUL',
    hint: 'save the file as UTF-8',
    cause: () => project.write(blog, Buffer.from(model('Post'), 'utf16le')),
    follow: () => project.write(blog, model('Post')),
  },
  {
    code: 'PACKAGE_MISSING',
    hint: 'run `npm install outbox`',
    cause: () => takes('outbox'),
    follow: () =>
      project.write(`${outbox}/package.json`, '{}').write(`${outbox}/prisma/schema.prisma`, model('Outbox')),
  },
  {
    code: 'PACKAGE_SCHEMA',
    hint: 'it must be a path such as "prisma/schema.prisma"',
    cause() {
      takes('outbox');
      project
        .write(`${outbox}/package.json`, '{ "prismosaic": { "schema": "../other.prisma" } }')
        .write(`${outbox}/prisma/schema.prisma`, model('Outbox'));
    },
    follow: () =>
      project.write(`${outbox}/package.json`, '{ "prismosaic": { "schema": "prisma/schema.prisma" } }'),
  },
  {
    code: 'PACKAGE_SCHEMA',
    hint: 'remove it from `packages` in the configuration',
    cause() {
      takes('outbox');
      project.write(`${outbox}/package.json`, '{}');
    },
    follow: () => takes(),
  },
  {
    code: 'OUTPUT_TAKEN',
    hint: 'move it elsewhere, or remove it',
    cause: () => project.write('prisma/schema', 'mine'),
    follow: () => fs.renameSync(project.path('prisma/schema'), project.path('prisma/mine')),
  },
  {
    code: 'OUTPUT_NOT_WRITABLE',
    hint: 'a file is where a folder must be: move it elsewhere',
    cause: () => project.write('prisma', 'mine'),
    follow: () => fs.renameSync(project.path('prisma'), project.path('mine')),
  },
];

function takes(...packages: string[]): void {
  project.write(
    'prismosaic.config.ts',
    `export default { databases: { default: { packages: ${JSON.stringify(packages)} } } };`,
  );
}

test.each(cases)('$code: $hint', async ({ code, hint, cause, follow }) => {
  cause();
  const { ok, said } = await compose();
  expect(ok).toBe(false);
  expect(said.join('\n')).toContain(code);
  expect(said.join('\n')).toContain(hint);
  follow();
  expect(await compose()).toEqual({ ok: true, said: [] });
});
