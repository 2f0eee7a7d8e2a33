import type { INestApplication, NestApplicationOptions, Type } from '@nestjs/common';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';
import { type Cleaning, cleanBetweenTests, globalHooks, type TestHooks } from '../clean-between-tests';
import { restrictTo, unrestrict } from '../component/restrict';
import type { RawClient } from '../empty-tables';
import { Visitor } from './visitor';

/** What to test, and how. */
export interface TestApplicationOptions<Client, Application> {
  /** The modules: the application's own, or `DatabaseModule.forRoot({ client })` and a component's. */
  imports: NonNullable<Parameters<typeof Test.createTestingModule>[0]['imports']>;
  /** The class of the client that the modules inject. */
  client: Type<Client>;
  /** Replaces providers, guards, modules: `(builder) => builder.overrideProvider(Mailer).useValue(mailer)`. */
  override?(builder: TestingModuleBuilder): TestingModuleBuilder;
  /** Sets the application up as `main.ts` does: pipes, middleware, sessions. */
  configure?(app: Application): void | Promise<void>;
  /** @default { logger: ['fatal'] } */
  nest?: NestApplicationOptions;
  /** @default 'rollback' */
  clean?: Cleaning;
  /**
   * A component to test alone: of the database only its tables are there, and those of the components that it depends on
   * (`onlyTablesOf`). @default all tables
   */
  component?: string;
  /** The functions of the test runner. @default the global ones */
  hooks?: TestHooks;
}

/** A running application, from the first test on. */
export interface TestApplication<Client, Application> {
  readonly app: Application;
  readonly client: Client;
  /** A provider of any module. */
  get<Provider>(token: Type<Provider> | string | symbol): Provider;
  /** Somebody with a browser and no cookies. */
  visitor(): Visitor;
}

/**
 * Starts an application before the tests of this file, or of this `describe`, cleans between them, and closes it after them:
 *
 * ```ts
 * const demo = testApplication({
 *   client: PrismaService,
 *   imports: [DatabaseModule.forRoot({ client: PrismaService }), DemoModule],
 *   configure: configureHttp,
 * });
 * ```
 *
 * Needs `@nestjs/testing` and `supertest`.
 */
export function testApplication<
  Client extends RawClient,
  Application extends INestApplication = INestApplication,
>(options: TestApplicationOptions<Client, Application>): TestApplication<Client, Application> {
  const { hooks = globalHooks() } = options;
  let app: Application | undefined;
  const started = (): Application => {
    if (app === undefined) throw new Error('The application starts before the first test: use it in a test.');
    return app;
  };
  hooks.beforeAll(async () => {
    app = await start(options);
  });
  const { component } = options;
  cleanBetweenTests(() => started().get(options.client), options.clean, hooks);
  if (component !== undefined) hooks.beforeAll(() => restrictTo(component, started().get(options.client)));
  hooks.afterAll(async () => {
    if (app !== undefined && component !== undefined) await unrestrict(app.get(options.client));
    await app?.close();
  });
  return {
    get app() {
      return started();
    },
    get client() {
      return started().get(options.client);
    },
    get: (token) => started().get(token, { strict: false }),
    visitor: () => new Visitor(started().getHttpServer()),
  };
}

async function start<Client, Application extends INestApplication>({
  imports,
  override = (builder) => builder,
  configure,
  nest = { logger: ['fatal'] },
}: TestApplicationOptions<Client, Application>): Promise<Application> {
  const testing = await override(Test.createTestingModule({ imports })).compile();
  const app = testing.createNestApplication<Application>(nest);
  await configure?.(app);
  await app.listen(0, '127.0.0.1');
  return app;
}
