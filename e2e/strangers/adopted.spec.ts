import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { embeddedBinaries } from '../../engine/testing/binaries';
import { PostgresServer } from '../../engine/testing/postgres-server';
import { livesWell } from './life';
import { shopSchema } from './shop-schema';
import { Stranger } from './stranger';

// An application with a Prisma schema of 20 models, a history of migrations and rows, on a database of its own.
const stranger = new Stranger('adopted');
const build = 'npm run build';
let server: PostgresServer;
let environment: NodeJS.ProcessEnv;
let migrations = '';

beforeAll(async () => {
  server = await PostgresServer.start(embeddedBinaries());
  await server.createDatabase('shop');
  environment = { DATABASE_URL: server.url('shop') };
});
afterAll(async () => {
  await stranger.dispose();
  await server.stop();
});

const rows = () =>
  server.query<{ email: string; orders: number }>(
    'shop',
    'SELECT email, count("Order".id)::int AS orders FROM "User" JOIN "Order" ON "userId" = "User".id GROUP BY 1',
  );

test('has used plain Prisma: a history of two migrations, and rows', async () => {
  stranger.nestNew(12);
  stranger.depend({
    dependencies: {
      '@prisma/adapter-pg': '^7.4.0',
      '@prisma/client': '^7.4.0',
      ...stranger.packed('@prismosaic/nestjs'),
    },
    devDependencies: { prisma: '^7.4.0', ...stranger.packed('prismosaic', '@prismosaic/schema-engine') },
  });
  stranger.write('.env', `DATABASE_URL="${environment.DATABASE_URL}"\n`);
  stranger.write(
    'prisma.config.ts',
    `import path from 'node:path';
import { defineConfig } from 'prisma/config';
import { selectSchemaEngine } from '@prismosaic/schema-engine';

selectSchemaEngine();

export default defineConfig({
  schema: path.join('prisma', 'schema.prisma'),
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
`,
  );
  stranger.write(
    'src/prisma.service.ts',
    `import { Injectable } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/prisma/client.js';

@Injectable()
export class PrismaService extends PrismaClient {
  constructor() {
    super({ adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL! }) });
  }
}
`,
  );
  stranger.write(
    'src/users.controller.ts',
    `import { Controller, Get } from '@nestjs/common';
import { PrismaService } from './prisma.service.js';

@Controller('users')
export class UsersController {
  constructor(private readonly prisma: PrismaService) {}

  @Get()
  all() {
    return this.prisma.user.findMany({ include: { orders: true } });
  }
}
`,
  );
  stranger.write(
    'src/users.spec.ts',
    `import { PrismaService } from './prisma.service.js';

test('starts with no user, whatever the database has', async () => {
  const prisma = new PrismaService();
  await prisma.user.create({ data: { email: 'test@example.com' } });
  expect(await prisma.user.findMany({ select: { email: true } })).toEqual([{ email: 'test@example.com' }]);
  await prisma.$disconnect();
});
`,
  );
  stranger.edit(
    'src/app.module.ts',
    'controllers: [AppController]',
    'controllers: [AppController, UsersController]',
  );
  stranger.edit('src/app.module.ts', 'providers: [AppService]', 'providers: [AppService, PrismaService]');
  stranger.edit(
    'src/app.module.ts',
    '@Module(',
    `import { UsersController } from './users.controller.js';\nimport { PrismaService } from './prisma.service.js';\n\n@Module(`,
  );
  stranger.must('npm install');
  stranger.write('prisma/schema.prisma', shopSchema.replace('  about String?\n', ''));
  stranger.must('npx prisma migrate dev --name first', environment);
  stranger.write('prisma/schema.prisma', shopSchema);
  stranger.must('npx prisma migrate dev --name about', environment);
  stranger.write(
    'rows.sql',
    `INSERT INTO "User" (email) VALUES ('milk@example.com'); INSERT INTO "Order" ("userId") VALUES (1), (1);`,
  );
  stranger.must('npx prisma db execute --file rows.sql', environment);
  migrations = stranger.must('ls -R prisma/migrations');
});

test('is adopted in several components, with nothing left to do by hand', () => {
  const output = stranger.must('npx prismosaic init --split prefix');
  expect(output).toContain('  src/components/product/prisma/schema.prisma\n');
  const identity = stranger.read('src/components/user/prisma/schema.prisma');
  expect(identity).toMatch(/^\/\/\/ Who buys\.\nmodel User \{/);
  expect(identity).not.toMatch(/Order|Coupon/);
});

test('loses nothing: the history is up to date, the database in sync, the rows are there', async () => {
  stranger.must('npm install');
  expect(stranger.must('npx prisma migrate status')).toContain('up to date');
  expect(stranger.must('npx prisma migrate dev')).toContain('Already in sync');
  const diff = '--from-migrations prisma/migrations --to-schema prisma/schema --exit-code';
  expect(stranger.must(`npx prisma migrate diff ${diff}`)).toContain('No difference');
  expect(stranger.must('ls -R prisma/migrations')).toBe(migrations);
  expect(await rows()).toEqual([{ email: 'milk@example.com', orders: 2 }]);
});

livesWell(
  stranger,
  {
    install: 'npm install',
    build,
    migrate: 'npx prisma migrate dev',
    serve: 'npx prismosaic run node dist/main.js',
    test: 'npm test',
  },
  {
    schema: 'src/components/user/prisma/schema.prisma',
    page: '/users',
    client: 'src/generated/prisma/client.ts',
    inSync: 'Already in sync',
  },
);

test('its own rows were never touched', async () => {
  expect(await rows()).toEqual([{ email: 'milk@example.com', orders: 2 }]);
});
