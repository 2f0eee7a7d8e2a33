import { afterAll, test } from '@jest/globals';
import { livesWell } from './life';
import { Stranger } from './stranger';

const stranger = new Stranger('yarn');
const yarn = 'npx --yes @yarnpkg/cli-dist@4.12.0';
afterAll(() => stranger.dispose());

test('is made by Nest and edited by init', () => {
  stranger.nestNew(12);
  stranger.write(
    '.yarnrc.yml',
    'nodeLinker: node-modules\nenableImmutableInstalls: false\nenableTelemetry: false\n',
  );
  stranger.write('yarn.lock', '');
  stranger.depend({
    dependencies: stranger.packed('@prismosaic/nestjs'),
    devDependencies: stranger.packed('prismosaic', '@prismosaic/schema-engine'),
    resolutions: stranger.packed('@prismosaic/schema-engine'),
  });
  stranger.must(`${yarn} install`);
  stranger.must(`${yarn} prismosaic init`);
});

livesWell(
  stranger,
  {
    install: `${yarn} install`,
    build: `${yarn} prismosaic compose && ${yarn} build`,
    migrate: `${yarn} prisma migrate dev --name init`,
    serve: `${yarn} prismosaic run node dist/main.js`,
    test: `${yarn} test`,
  },
  { schema: 'src/components/notes/prisma/schema.prisma', page: '/notes', add: { title: 'milk' } },
);
