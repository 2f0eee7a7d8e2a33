import {
  type DynamicModule,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
  type Type,
} from '@nestjs/common';
import { type DatabaseClient, DatabaseConnection } from './connection';
import { secondsOf } from './seconds';

/** The client of a database, and how long to wait for it. */
export interface DatabaseOptions<Client extends DatabaseClient> {
  /** The class that services inject: the application's own, made from its generated client. */
  client: Type<Client>;
  /** Seconds to wait at start for a database that can't be reached. @default DATABASE_CONNECT_TIMEOUT, or 60 */
  connectTimeout?: number;
}

/**
 * Injects the client into every service, with one connection pool. Global, so Nest starts it before all other modules:
 * they may query the database while they start.
 */
@Module({})
export class DatabaseModule implements OnModuleInit, OnApplicationShutdown {
  constructor(private readonly connection: DatabaseConnection) {}

  static forRoot<Client extends DatabaseClient>(options: DatabaseOptions<Client>): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        options.client,
        {
          provide: DatabaseConnection,
          useFactory: (client: Client) =>
            new DatabaseConnection(
              client,
              (options.connectTimeout ?? secondsOf('DATABASE_CONNECT_TIMEOUT', 60)) * 1000,
            ),
          inject: [options.client],
        },
      ],
      exports: [options.client],
    };
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
