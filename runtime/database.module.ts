import {
  type DynamicModule,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
  type Provider,
  type Type,
} from '@nestjs/common';
import { type DatabaseClient, DatabaseConnection } from './connection';
import { databaseTarget } from './database-target';
import {
  type AsyncDatabaseOptions,
  type DatabaseOptions,
  type DatabaseSettings,
  settingsProviders,
} from './options';
import { secondsOf } from './seconds';
import { SetupError } from './setup-error';
import { prismaToken } from './tokens';

/**
 * Injects the client into every service, with one connection pool. Global, so Nest starts it before all other modules:
 * they may query the database while they start.
 */
@Module({})
export class DatabaseModule implements OnModuleInit, OnApplicationShutdown {
  constructor(private readonly connection: DatabaseConnection) {}

  static forRoot<Client extends DatabaseClient>(options: DatabaseOptions<Client>): DynamicModule {
    const { client, name, connectTimeout } = options;
    const settings: Provider = { provide: SETTINGS, useValue: { connectTimeout } };
    return moduleOf(client, name, [client, settings]);
  }

  /**
   * With settings that other providers have, such as `@nestjs/config`:
   *
   * ```ts
   * DatabaseModule.forRootAsync({
   *   client: PrismaService,
   *   inject: [ConfigService],
   *   useFactory: (config: ConfigService) => ({ url: config.getOrThrow('database.url') }),
   * });
   * ```
   */
  static forRootAsync<Client extends DatabaseClient>(options: AsyncDatabaseOptions<Client>): DynamicModule {
    const { client, name, imports = [] } = options;
    const made: Provider = {
      provide: client,
      useFactory: ({ url }: DatabaseSettings) => clientFor(client, url),
      inject: [SETTINGS],
    };
    return { ...moduleOf(client, name, [made, ...settingsProviders(SETTINGS, options)]), imports };
  }

  /** @throws SetupError when the database refuses the connection or can't be reached in time. */
  async onModuleInit(): Promise<void> {
    await this.connection.open();
  }

  /** Requests in flight are over by now: closing in `onModuleDestroy` would answer them with an error. */
  async onApplicationShutdown(): Promise<void> {
    await this.connection.close();
  }
}

/** Of the settings, within a module. */
const SETTINGS = Symbol('DatabaseSettings');

/** One list of providers for all forms. */
function moduleOf<Client extends DatabaseClient>(
  client: Type<Client>,
  name: string | undefined,
  providers: Provider[],
): DynamicModule {
  const token = prismaToken(name);
  const connection: Provider = {
    provide: DatabaseConnection,
    useFactory: (connected: Client, { connectTimeout }: DatabaseSettings) =>
      new DatabaseConnection(connected, (connectTimeout ?? secondsOf('DATABASE_CONNECT_TIMEOUT', 60)) * 1000),
    inject: [client, SETTINGS],
  };
  return {
    module: DatabaseModule,
    global: true,
    providers: [...providers, connection, { provide: token, useExisting: client }],
    exports: [client, token],
  };
}

/** @throws SetupError when the client connects to another place than the URL's */
function clientFor<Client extends DatabaseClient>(
  client: new (url?: string) => Client,
  url: string | undefined,
): Client {
  const made = new client(url);
  if (url === undefined) return made;
  const { description } = databaseTarget(url, 'The URL of forRootAsync');
  if (made.description === description) return made;
  throw new SetupError(
    `${client.name} connects to ${made.description}, not to ${description} as forRootAsync says: ` +
      'let its constructor take the URL, constructor(@Optional() url: string | undefined = process.env.DATABASE_URL).',
  );
}
