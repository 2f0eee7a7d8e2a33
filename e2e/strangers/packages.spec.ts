import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Stranger } from './stranger';

const tarballs: Record<string, string> = JSON.parse(process.env.PRISMOSAIC_TARBALLS ?? '{}');
const all = Object.entries(tarballs);
const project = path.resolve(__dirname, '../..');

function npx(...args: string[]) {
  const { status, stdout, stderr } = spawnSync('npx', ['--no', ...args], {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status, output: stdout + stderr };
}

describe.each(all)('the tarball of %s', (name, file) => {
  test('has no error, warning or suggestion of publint', () => {
    expect(npx('publint', file, '--strict')).toMatchObject({ status: 0 });
  });

  test('has types that resolve in CommonJS, ES modules and bundlers', () => {
    const { status, output } = npx(
      'attw',
      file,
      '--format',
      'table-flipped',
      '--exclude-entrypoints',
      'package.json',
    );
    expect({ status, output }).toMatchObject({ status: 0 });
  });

  test('holds compiled JavaScript, declarations, source maps, README and LICENSE, and is small', () => {
    const { stdout } = spawnSync('tar', ['-tzf', file], { encoding: 'utf8' });
    const files = stdout
      .trim()
      .split('\n')
      .map((entry) => entry.replace(/^package\//, ''));
    expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'package.json']));
    const odd = files.filter(
      (entry) => !/\.(?:js|mjs|d\.ts|d\.mts|js\.map|json|template)$|^(?:README\.md|LICENSE)$/.test(entry),
    );
    expect(odd).toEqual([]);
    expect(files.filter((entry) => /\.spec\.[jt]s$|test-kit|stress\/|load-typescript/.test(entry))).toEqual(
      [],
    );
    const limits: Record<string, number> = {
      prismosaic: 1100,
      '@prismosaic/schema-engine': 300,
      '@prismosaic/nestjs': 150,
    };
    expect(fs.statSync(file).size / 1000).toBeLessThan(limits[name] ?? 0);
  });
});

describe('installed', () => {
  const stranger = new Stranger('types');
  const compilers = {
    'TypeScript 5.9': 'typescript59',
    'TypeScript 6': 'typescript6',
    'TypeScript 7': 'typescript7',
  };
  beforeAll(() => {
    stranger.write('package.json', {
      private: true,
      type: 'module',
      dependencies: stranger.packed('@prismosaic/nestjs', '@prismosaic/schema-engine', 'prismosaic'),
      devDependencies: {
        '@types/node': '^22.0.0',
        typescript59: 'npm:typescript@~5.9.0',
        typescript6: 'npm:typescript@^6.0.0',
        typescript7: 'npm:typescript@^7.0.0',
      },
    });
    stranger.must('npm install');
    // Every entry but that of Vitest, which only those load who have it.
    stranger.write(
      'entries.ts',
      `export * as config from 'prismosaic/config';
export * as jest from 'prismosaic/jest';
export * as prisma from 'prismosaic/prisma';
export * as engine from 'prismosaic/schema-engine';
export * as testing from 'prismosaic/testing';
export * as vitest from 'prismosaic/vitest';
export * as webpack from 'prismosaic/webpack';
export * as nestjs from '@prismosaic/nestjs';
export * as refusals from '@prismosaic/nestjs/testing';
export * as compare from '@prismosaic/schema-engine/compare';
export * as connection from '@prismosaic/schema-engine/connection';
export * as inspect from '@prismosaic/schema-engine/inspect';
export * as script from '@prismosaic/schema-engine/script';
export * as sql from '@prismosaic/schema-engine/sql';
export * as alone from '@prismosaic/schema-engine';
`,
    );
    // Its type has to be one that another package can name.
    stranger.write(
      'prisma.config.ts',
      `import { prismaConfig } from 'prismosaic/prisma';

export default () => prismaConfig({ seed: 'node seed.js' });
`,
    );
  });
  afterAll(() => stranger.dispose());

  test.each(Object.entries(compilers))(
    'declarations compile under %s without any optional package',
    (_, folder) => {
      for (const optional of ['webpack', '@rspack/core', 'jest', 'vitest', '@nestjs/testing'])
        expect(stranger.has(`node_modules/${optional}/package.json`)).toBe(false);
      const options = '--noEmit --strict --declaration --module nodenext --target es2023 --types node';
      // With the libraries checked: what is wrong in others' declarations is not ours.
      const bin = `node_modules/${folder}/bin/tsc`;
      const { output } = stranger.run(
        `node ${bin} ${options} --skipLibCheck false entries.ts prisma.config.ts`,
      );
      const ours = output.split('\n').filter((line) => /^(?:entries|prisma\.config)|prismosaic/.test(line));
      expect(ours).toEqual([]);
      expect(stranger.run(`node ${bin} ${options} --skipLibCheck entries.ts prisma.config.ts`)).toEqual({
        status: 0,
        output: '',
      });
    },
  );
});

describe('what is installed with it, packages and MB at most', () => {
  test.each<[name: string, packages: number, megabytes: number]>([
    ['@prismosaic/nestjs', 20, 2],
    ['@prismosaic/schema-engine', 25, 10],
    ['prismosaic', 180, 160],
  ])('%s: %d packages, %d MB', async (name, packages, megabytes) => {
    const stranger = new Stranger('footprint');
    const needs = name === 'prismosaic' ? stranger.packed('@prismosaic/schema-engine') : {};
    stranger.write('package.json', { private: true, dependencies: { ...stranger.packed(name), ...needs } });
    stranger.must('npm install --omit=dev --omit=peer');
    const lock = JSON.parse(stranger.read('node_modules/.package-lock.json'));
    const count = Object.keys(lock.packages).length;
    const size = folderSize(path.join(stranger.root, 'node_modules')) / 1e6;
    process.stdout.write(`${name}: ${count} packages, ${Math.round(size)} MB\n`);
    await stranger.dispose();
    expect(count).toBeLessThanOrEqual(packages);
    expect(size).toBeLessThanOrEqual(megabytes);
  });
});

/** Bytes of all files below a folder. */
function folderSize(folder: string): number {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + fs.statSync(path.join(parentPath, name)).size, 0);
}
