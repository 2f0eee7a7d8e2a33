import type { FactoryProvider, ModuleMetadata, Provider, Type } from '@nestjs/common';
import type { DatabaseClient } from './connection';

/** What may come from a configuration. */
export interface DatabaseSettings {
  /** The database's URL, which the client's constructor gets. @default what the client reads itself */
  url?: string;
  /** Seconds to wait at start for a database that can't be reached. @default DATABASE_CONNECT_TIMEOUT, or 60 */
  connectTimeout?: number;
}

/** Which database. */
export interface NamedDatabase {
  /** For `@InjectPrisma(name)`; each once in an application. @default 'default' */
  name?: string;
}

/** The client of a database, and how long to wait for it. */
export interface DatabaseOptions<Client extends DatabaseClient>
  extends NamedDatabase,
    Pick<DatabaseSettings, 'connectTimeout'> {
  /** The class that services inject: the application's own, made from its generated client. */
  client: Type<Client>;
}

/** Makes the settings: for `useClass` and `useExisting`. */
export interface DatabaseSettingsFactory {
  createDatabaseSettings(): DatabaseSettings | Promise<DatabaseSettings>;
}

/** As {@link DatabaseOptions}, with settings that other providers have. Give one of the three. */
export interface AsyncDatabaseOptions<Client extends DatabaseClient>
  extends NamedDatabase,
    Pick<ModuleMetadata, 'imports'> {
  /** Its constructor gets the URL of the settings. */
  client: new (
    url?: string,
  ) => Client;
  useFactory?: FactoryProvider<DatabaseSettings>['useFactory'];
  /** What the factory gets. @default nothing */
  inject?: FactoryProvider['inject'];
  /** A class that is made for this. */
  useClass?: Type<DatabaseSettingsFactory>;
  /** A class that one of `imports` exports. */
  useExisting?: Type<DatabaseSettingsFactory>;
}

/** The providers of the settings, under a token. */
export function settingsProviders(
  token: symbol,
  { useFactory, inject = [], useClass, useExisting }: Omit<AsyncDatabaseOptions<DatabaseClient>, 'client'>,
): Provider[] {
  if (useFactory !== undefined) return [{ provide: token, useFactory, inject }];
  const factory = useExisting ?? useClass;
  if (factory === undefined) {
    throw new Error('DatabaseModule.forRootAsync needs useFactory, useClass or useExisting.');
  }
  const provider: Provider = {
    provide: token,
    useFactory: (settings: DatabaseSettingsFactory) => settings.createDatabaseSettings(),
    inject: [factory],
  };
  return useExisting === undefined ? [factory, provider] : [provider];
}
