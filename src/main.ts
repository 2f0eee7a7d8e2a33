import { closeOnSignals, databaseFault, SetupError } from '@prismosaic/nestjs';
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module';
import { BootLogger } from './boot-logger';
import { components } from './components/registry.generated';
import { PrismaService } from './database/prisma.service';
import { configureHttp } from './http/configure';
import { listen } from './listen';
import { SeedError, seed } from './seed';

async function main(): Promise<void> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule, {
    abortOnError: false,
    bodyParser: false,
    logger: new BootLogger(),
  });
  closeOnSignals(app);
  configureHttp(app);
  await app.init();
  if (process.argv.includes('--seed')) await seed(components, app.get(PrismaService));
  const address = await listen(app, process.env);
  // As a worker of `prismosaic dev`, which says so itself.
  const reported = process.env.NODE_ENV === 'development' && process.send !== undefined;
  if (!reported) console.log(`Listening on ${address}`);
}

/** Adds the components' first rows and exits. */
async function seedOnly(): Promise<void> {
  const app = await NestFactory.createApplicationContext(AppModule, {
    abortOnError: false,
    logger: new BootLogger(),
  });
  try {
    const rows = await seed(components, app.get(PrismaService));
    if (rows === 0) console.log('Nothing to seed: the components already have rows, or have no seed.');
  } finally {
    await app.close();
  }
}

const run = process.argv.includes('--seed-only') ? seedOnly : main;
run().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});

function explain(error: unknown): unknown {
  if (error instanceof SetupError) return `error: ${error.message}`;
  const cause = error instanceof SeedError ? error.cause : error;
  if (databaseFault(cause)?.kind === 'not-migrated') {
    return 'error: The database is behind the schema: `npx prismosaic doctor` shows the command to run.';
  }
  return error;
}
