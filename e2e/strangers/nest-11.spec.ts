import { afterAll, expect, test } from '@jest/globals';
import { livesWell } from './life';
import { Stranger } from './stranger';

// The version before: CommonJS, webpack by Nest's command line, Jest in package.json.
const stranger = new Stranger('nest-11');
afterAll(() => stranger.dispose());

test('prismosaic init is all that is needed', () => {
  stranger.nestNew(11);
  stranger.edit('nest-cli.json', '"deleteOutDir": true', '"deleteOutDir": true, "webpack": true');
  stranger.must('npm install');
  stranger.install('@prismosaic/nestjs', 'prismosaic', '@prismosaic/schema-engine');
  const output = stranger.must('npx prismosaic init');
  expect(output).toContain('  webpack.config.js\n');
  expect(stranger.read('jest.config.js')).toContain('workerSchemas()');
});

livesWell(
  stranger,
  {
    install: 'npm install',
    build: 'npm run build',
    migrate: 'npx prisma migrate dev --name init',
    serve: 'npx prismosaic run node dist/main.js',
    test: 'npm test',
  },
  { schema: 'src/components/notes/prisma/schema.prisma', page: '/notes', add: { title: 'milk' } },
);
