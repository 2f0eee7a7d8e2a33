import { afterAll, expect, test } from '@jest/globals';
import { livesWell } from './life';
import { Stranger } from './stranger';

// Nothing is hoisted: a package finds only what it names. Nest's command line builds with Rspack.
const stranger = new Stranger('pnpm-rspack');
const pnpm = 'npx --yes pnpm@10.28.0';
afterAll(() => stranger.dispose());

test('is made by Nest and edited by init', () => {
  stranger.nestNew(12);
  stranger.edit('nest-cli.json', '"deleteOutDir": true', '"deleteOutDir": true, "builder": "rspack"');
  stranger.depend({
    devDependencies: {
      ...stranger.packed('prismosaic', '@prismosaic/schema-engine'),
      '@rspack/core': '^2.0.0',
      'ts-loader': '^9.5.0',
      'tsconfig-paths-webpack-plugin': '^4.2.0',
      'webpack-node-externals': '^3.0.0',
    },
    dependencies: stranger.packed('@prismosaic/nestjs'),
    pnpm: { overrides: stranger.packed('@prismosaic/schema-engine') },
  });
  stranger.must(`${pnpm} install`);
  const output = stranger.must(`${pnpm} exec prismosaic init`);
  expect(output).toContain('  rspack.config.js\n');
  expect(output).toContain('  pnpm install\n');
});

livesWell(
  stranger,
  {
    install: `${pnpm} install --no-frozen-lockfile`,
    build: `${pnpm} run build`,
    migrate: `${pnpm} exec prisma migrate dev --name init`,
    serve: `${pnpm} exec prismosaic run node dist/main.js`,
    test: `${pnpm} test`,
  },
  { schema: 'src/components/notes/prisma/schema.prisma', page: '/notes', add: { title: 'milk' } },
);

test('prisma.config.ts compiles with declarations, though nothing is hoisted', () => {
  stranger.must(
    `${pnpm} exec tsc --ignoreConfig --declaration --emitDeclarationOnly --outDir types --module nodenext --target es2023 --skipLibCheck prisma.config.ts`,
  );
});
