import { execSync } from 'node:child_process';
import fs from 'node:fs';
import { packAll } from '../build/pack/pack';
import { GeneratedProject } from './generated-project';
import { interleave, printTable, showTime, timeNode } from './measure';

const own: Record<string, string> = require('../package.json').devDependencies;
const versions: Record<string, string> = {
  ...own,
  ...require('../package.json').dependencies,
  ...require('../build/package.json').dependencies,
};

function versionOf(name: string): string {
  return versions[name] ?? require(`${name}/package.json`).version;
}

const transform = `{ '\\\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }] }`;

const pure = `import { expect, test } from '@jest/globals';
for (let index = 0; index < 20; index++) test('adds ' + index, () => expect(index + 1).toBeGreaterThan(index));
`;

const rows = `import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './database/client/client';
const { DATABASE_URL: url = '' } = process.env;
const schema = new URL(url).searchParams.get('schema') ?? 'public';
const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url }, { schema }) });
beforeEach(() => prisma.c0Model0.deleteMany());
afterAll(() => prisma.$disconnect());
for (let index = 0; index < 20; index++)
  test('counts ' + index, async () => {
    await prisma.c0Model0.create({ data: { title: 't', slug: 's' } });
    expect(await prisma.c0Model0.count()).toBe(1);
  });
`;

/**
 * Whole runs of Jest in an application with the packed packages, beside Jest without any of them: tests that need no
 * database, and tests that use one which is ready. Nothing has changed since the last run.
 */
export async function bench(): Promise<void> {
  const project = new GeneratedProject(10);
  const run = (command: string) =>
    execSync(command, { cwd: project.root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    fs.unlinkSync(project.path('node_modules'));
    const tarballs = packAll(project.path('tarballs')).map(({ file }) => `"${file}"`);
    const peers = [
      ...['@prisma/client', 'prisma', '@prisma/adapter-pg', 'pg', 'jest', '@jest/globals'],
      ...['@swc/jest', '@swc/core', 'typescript'],
    ];
    run(
      `npm install --no-audit --no-fund ${[...tarballs, ...peers.map((name) => `${name}@${versionOf(name)}`)].join(' ')}`,
    );
    project.write('prisma.config.js', "module.exports = require('prismosaic/prisma').prismaConfig();");
    project.write('src/pure.spec.ts', pure);
    project.write('src/rows.spec.ts', rows);
    project.write(
      'plain.config.js',
      `module.exports = { roots: ['<rootDir>/src'], maxWorkers: 2, transform: ${transform} };`,
    );
    project.write(
      'own.config.js',
      `const isolated = require('prismosaic/jest').workerSchemas(__dirname);
module.exports = { ...isolated, roots: ['<rootDir>/src'], transform: { ...isolated.transform, ...${transform} } };`,
    );
    run('npx prismosaic compose');
    project.write(
      'prisma/migrations/1_all/migration.sql',
      run('npx prisma migrate diff --from-empty --to-schema prisma/schema --script'),
    );
    project.write('prisma/migrations/migration_lock.toml', 'provider = "postgresql"\n');
    run('npx prismosaic db start');
    run('npx prisma migrate deploy');
    const url = run('npx prismosaic db url').trim();
    const jest = project.path('node_modules/jest/bin/jest.js');
    const time = (config: string, spec: string) => () =>
      timeNode([jest, '--config', config, spec], {
        cwd: project.root,
        environment: {
          DATABASE_URL: config.startsWith('plain') ? url : undefined,
          JEST_WORKERS: '2',
          CI: 'true',
        },
      });
    const runs = {
      'no database, plain Jest': time('plain.config.js', 'pure'),
      'no database': time('own.config.js', 'pure'),
      'a database, plain Jest': time('plain.config.js', 'rows'),
      'a database': time('own.config.js', 'rows'),
    };
    for (const warm of Object.values(runs)) warm();
    const medians = await interleave(11, {
      ...runs,
      'no database': () => {
        // The first run after one with a database prepares it and does not use it.
        runs['no database']();
        return runs['no database']();
      },
    });
    const row = (name: keyof typeof runs, goal: number) => {
      const plain = medians[`${name}, plain Jest` as keyof typeof runs];
      const ratio = medians[name] / plain;
      return [
        name,
        showTime(plain),
        showTime(medians[name]),
        ratio.toFixed(2),
        `≤ ${goal}`,
        ratio <= goal ? 'yes' : 'NO',
      ];
    };
    printTable([
      ['tests with', 'plain Jest', 'worker schemas', 'ratio', 'goal', 'met'],
      row('no database', 1.1),
      row('a database', 1.15),
    ]);
  } finally {
    run('npx prismosaic db stop --force');
    project.dispose();
  }
}
