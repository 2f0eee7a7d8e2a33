import type { Commands, FirstComponent } from './life';
import type { Stranger } from './stranger';

/** What an application with a bundler of its own is made with. */
export interface Versions {
  nest: '11' | '12';
  bundler: 'webpack' | 'rspack';
  /** Of webpack or Rspack. */
  bundlerVersion: string;
  prisma: string;
  /** Of Prisma's client and adapter: some versions exist of the command line alone. */
  client: string;
  /** A version of the npm package `node`; otherwise it runs on this machine's. */
  node?: string;
}

/** The commands of its author. */
export const commands: Commands = {
  install: 'npm install',
  build: 'npm run build',
  migrate: 'npx prisma migrate dev --name init',
  serve: 'npx prismosaic run node dist/main.js',
  test: 'npm test',
};
export const firstComponent: FirstComponent = {
  schema: 'src/modules/notes/schema.prisma',
  page: '/notes',
  add: { title: 'milk' },
};

/** Writes an application with a bundler's configuration of its own, Jest, and modules instead of components. */
export function writeOwnBundler(stranger: Stranger, versions: Versions): void {
  const { bundler } = versions;
  stranger.write('package.json', manifestOf(stranger, versions));
  stranger.write(bundler === 'webpack' ? 'webpack.config.js' : 'rspack.config.js', bundlerConfig);
  stranger.write(
    'prismosaic.config.ts',
    `import { defineConfig } from 'prismosaic/config';

export default defineConfig({ databases: { default: { schemas: 'src/modules/*/schema.prisma' } } });
`,
  );
  stranger.write(
    'prisma.config.ts',
    `import { prismaConfig } from 'prismosaic/prisma';

export default () => prismaConfig();
`,
  );
  stranger.write('jest.config.js', jestConfig(versions));
  stranger.write('tsconfig.json', tsconfigOf(versions));
  stranger.write(
    'src/modules/notes/schema.prisma',
    `model Note {
  id    Int    @id @default(autoincrement())
  title String
}
`,
  );
  stranger.write(
    'src/modules/notes/notes.controller.ts',
    `import { Body, Controller, Get, Post } from '@nestjs/common';
import { PrismaService } from '../../database/prisma.service';

@Controller('notes')
export class NotesController {
  constructor(private readonly prisma: PrismaService) {}

  @Get()
  all() {
    return this.prisma.note.findMany();
  }

  @Post()
  add(@Body('title') title: string) {
    return this.prisma.note.create({ data: { title } });
  }
}
`,
  );
  stranger.write(
    'src/modules/notes/notes.spec.ts',
    `import { cleanBetweenTests } from 'prismosaic/testing';
import { PrismaService } from '../../database/prisma.service';

const prisma = new PrismaService();
cleanBetweenTests(prisma);
afterAll(() => prisma.$disconnect());

test.each(['bread', 'milk'])('counts its notes: %s', async (title) => {
  await prisma.$transaction([prisma.note.create({ data: { title } }), prisma.note.create({ data: { title } })]);
  expect(await prisma.note.findMany({ select: { id: true } })).toEqual([{ id: 1 }, { id: 2 }]);
});
`,
  );
  stranger.write(
    'src/database/prisma.service.ts',
    `import { Injectable } from '@nestjs/common';
import { databaseTarget, postgresAdapter } from '@prismosaic/nestjs';
import { PrismaClient } from './client/client';

@Injectable()
export class PrismaService extends PrismaClient {
  readonly description: string;

  constructor() {
    const target = databaseTarget(process.env.DATABASE_URL, 'DATABASE_URL');
    super({ adapter: postgresAdapter(target) });
    this.description = target.description;
  }
}
`,
  );
  stranger.write(
    'src/main.ts',
    `import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DatabaseModule } from '@prismosaic/nestjs';
import { PrismaService } from './database/prisma.service';
import { NotesController } from './modules/notes/notes.controller';

@Module({ imports: [DatabaseModule.forRoot({ client: PrismaService })], controllers: [NotesController] })
export class AppModule {}

async function main() {
  const app = await NestFactory.create(AppModule);
  await app.listen(process.env.PORT ?? 3000);
}

void main();
`,
  );
}

function manifestOf(
  stranger: Stranger,
  { nest, bundler, bundlerVersion, prisma, client, node }: Versions,
): object {
  return {
    private: true,
    scripts: { build: bundler === 'webpack' ? 'webpack' : 'rspack build', test: 'jest' },
    dependencies: {
      '@nestjs/common': `^${nest}.0.0`,
      '@nestjs/core': `^${nest}.0.0`,
      '@nestjs/platform-express': `^${nest}.0.0`,
      '@prisma/adapter-pg': client,
      '@prisma/client': client,
      ...stranger.packed('@prismosaic/nestjs'),
      'reflect-metadata': '^0.2.0',
      rxjs: '^7.8.0',
    },
    devDependencies: {
      ...stranger.packed('prismosaic', '@prismosaic/schema-engine'),
      '@types/express': '^5.0.0',
      '@types/jest': '^30.0.0',
      '@types/node': '^22.0.0',
      jest: '^30.0.0',
      prisma,
      'ts-loader': '^9.5.0',
      typescript: '~5.9.0',
      ...(nest === '11' ? { 'ts-jest': '^29.4.0' } : { '@swc/core': '^1.15.0', '@swc/jest': '^0.2.39' }),
      ...(bundler === 'webpack'
        ? { webpack: bundlerVersion, 'webpack-cli': '^6.0.0' }
        : { '@rspack/core': bundlerVersion, '@rspack/cli': bundlerVersion }),
      ...(node === undefined ? {} : { node }),
    },
  };
}

const bundlerConfig = `const { DatabaseSchemaPlugin } = require('prismosaic/webpack');

module.exports = {
  mode: 'development',
  target: 'node',
  entry: './src/main.ts',
  output: { path: __dirname + '/dist' },
  devtool: 'source-map',
  resolve: { extensions: ['.ts', '.js'] },
  module: { rules: [{ test: /\\.ts$/, loader: 'ts-loader', exclude: /node_modules/ }] },
  externals: [({ request }, done) => (/^[@a-z]/.test(request) ? done(null, 'commonjs ' + request) : done())],
  plugins: [new DatabaseSchemaPlugin()],
};
`;

function jestConfig({ nest }: Versions): string {
  // Nest 12 and what it needs are ES modules only.
  const swc = `{ '\\\\.[jt]s$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true, decoratorMetadata: true } }, module: { type: 'commonjs' } }] },
  transformIgnorePatterns: ['/node_modules/(?!(@nestjs|file-type|strtok3|token-types|uint8array-extras|@tokenizer|@borewit)/)']`;
  return `const { workerSchemas } = require('prismosaic/jest');

module.exports = {
  ...workerSchemas(),
  testEnvironment: 'node',
  roots: ['<rootDir>/src'],
  transform: ${nest === '11' ? `{ '\\\\.ts$': 'ts-jest' }` : swc},
};
`;
}

function tsconfigOf({ nest }: Versions): object {
  const modules =
    nest === '11'
      ? { module: 'commonjs', moduleResolution: 'node10' }
      : { module: 'es2022', moduleResolution: 'bundler' };
  return {
    compilerOptions: {
      ...modules,
      target: 'es2023',
      strict: true,
      esModuleInterop: true,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      skipLibCheck: true,
      outDir: 'dist',
    },
    include: ['src'],
  };
}
