import fs from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { Stranger } from './stranger';

// The way forward: Prisma 8 reads the composed schema of the reference application as the source of its contract.
const stranger = new Stranger('forward');
const components = path.resolve(__dirname, '../../src/components');
afterAll(() => stranger.dispose());

test('Prisma 8 emits a contract from the composed folder, with every model', () => {
  stranger.write('package.json', {
    private: true,
    devDependencies: {
      ...stranger.packed('prismosaic', '@prismosaic/schema-engine'),
      '@prisma/adapter-pg': '7.10.0',
      '@prisma/client': '7.10.0',
      prisma: '7.10.0',
      typescript: '~5.9.0',
    },
  });
  for (const name of fs.readdirSync(components)) {
    const schema = path.join(components, name, 'prisma/schema.prisma');
    if (fs.existsSync(schema))
      stranger.write(`src/components/${name}/prisma/schema.prisma`, fs.readFileSync(schema, 'utf8'));
  }
  stranger.must('npm install --ignore-scripts');
  stranger.must('npx prismosaic compose');

  stranger.write('next/package.json', {
    private: true,
    type: 'module',
    devDependencies: { '@prisma/orm-postgres': '8.0.0-rc.13', prisma: '8.0.0-rc.19' },
  });
  stranger.write(
    'next/prisma.config.ts',
    `import { definePrismaConfig } from '@prisma/cli-engine';
import { defineConfig, prisma7Schema } from '@prisma/orm-postgres/config';

const contract = prisma7Schema('../prisma/schema');
export default definePrismaConfig({ orm: defineConfig({ contract, output: './contract' }) });
`,
  );
  const next = stranger.at('next');
  stranger.must('npm install --ignore-scripts', {}, next);
  stranger.must('npx prisma contract emit', { PRISMA_DISABLE_TELEMETRY: '1' }, next);
  const models = fs
    .readdirSync(stranger.at('prisma/schema'))
    .filter((name) => name.endsWith('.prisma'))
    .flatMap((name) => [...stranger.read(`prisma/schema/${name}`).matchAll(/^model (\w+)/gm)])
    .map(([, name]) => name)
    .sort();
  const { roots } = JSON.parse(stranger.read('next/contract/contract.json'));
  expect(models.length).toBeGreaterThan(20);
  expect(Object.keys(roots).sort()).toEqual(models);
});
