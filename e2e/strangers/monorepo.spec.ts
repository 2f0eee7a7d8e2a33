import { afterAll, expect, test } from '@jest/globals';
import { livesWell } from './life';
import { Stranger } from './stranger';

// npm workspaces: the application in apps/api, one of its components in packages/.
const stranger = new Stranger('shop/apps/api');
afterAll(() => stranger.dispose());

test('takes a component from a package of the workspace', () => {
  stranger.nestNew(12);
  stranger.write('../../package.json', { private: true, workspaces: ['apps/*', 'packages/*'] });
  stranger.write('../../packages/billing/package.json', {
    name: '@shop/billing',
    version: '1.0.0',
    exports: { './nest': { types: './nest.d.ts', default: './nest.js' } },
    prismosaic: { module: './nest#BillingModule' },
  });
  stranger.write(
    '../../packages/billing/nest.js',
    `const { Controller, Get, Module } = require('@nestjs/common');

class BillingController {
  open() {
    return 'no invoice is open';
  }
}
Get()(BillingController.prototype, 'open', Object.getOwnPropertyDescriptor(BillingController.prototype, 'open'));
Controller('billing')(BillingController);

class BillingModule {}
Module({ controllers: [BillingController] })(BillingModule);
exports.BillingModule = BillingModule;
`,
  );
  stranger.write('../../packages/billing/nest.d.ts', 'export declare class BillingModule {}\n');
  stranger.write(
    '../../packages/billing/prisma/schema.prisma',
    'model Invoice {\n  id     Int  @id\n  note   Note @relation(fields: [noteId], references: [id])\n  noteId Int\n}\n',
  );
  stranger.write(
    'prismosaic.config.ts',
    `import { defineConfig } from 'prismosaic/config';

export default defineConfig({ databases: { default: { packages: ['@shop/billing'] } } });
`,
  );
  stranger.depend({ dependencies: { '@shop/billing': '1.0.0' } });
  stranger.must('npm install', {}, stranger.at('../..'));
  stranger.install('@prismosaic/nestjs', 'prismosaic', '@prismosaic/schema-engine');
  stranger.must('npx prismosaic init');
  expect(stranger.read('prisma/schema/notes.prisma')).toContain('invoices Invoice[]');
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

test('serves the module of that package', async () => {
  const address = await stranger.serve('npx prismosaic run node dist/main.js');
  expect(await (await fetch(`${address}/billing`)).text()).toBe('no invoice is open');
  await stranger.stopServer();
});
