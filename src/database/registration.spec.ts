import { afterEach, describe, expect, test } from '@jest/globals';
import { type DynamicModule, Injectable, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import {
  type BasePrismaService,
  DatabaseModule,
  type DatabaseSettingsFactory,
  InjectPrisma,
  PRISMA_SERVICE,
  prismaToken,
} from '@prismosaic/nestjs';
import { PrismaService } from './prisma.service';

const url = () => `${process.env.DATABASE_URL}`;

@Injectable()
class Settings implements DatabaseSettingsFactory {
  createDatabaseSettings() {
    return { url: url(), connectTimeout: 1 };
  }
}
@Module({ providers: [Settings], exports: [Settings] })
class SettingsModule {}

/** A library: it knows neither the application's client nor its models. */
@Injectable()
class Library {
  constructor(
    @InjectPrisma() readonly prisma: BasePrismaService,
    readonly own: PrismaService,
  ) {}

  async answer(): Promise<number | undefined> {
    return this.prisma.$transaction(async (tx) => {
      const [row] = await tx.$queryRaw<{ n: number }[]>`SELECT ${42}::int AS n`;
      return row?.n;
    });
  }
}

const client = PrismaService;
const forms: Record<string, () => DynamicModule> = {
  forRoot: () => DatabaseModule.forRoot({ client }),
  useFactory: () =>
    DatabaseModule.forRootAsync({
      client,
      imports: [SettingsModule],
      inject: [Settings],
      useFactory: async (settings: Settings) => settings.createDatabaseSettings(),
    }),
  useClass: () => DatabaseModule.forRootAsync({ client, useClass: Settings }),
  useExisting: () =>
    DatabaseModule.forRootAsync({ client, imports: [SettingsModule], useExisting: Settings }),
};

describe('DatabaseModule', () => {
  let app: TestingModule | undefined;
  let logged: string[] = [];
  const note = (message: unknown) => void logged.push(String(message));
  afterEach(async () => {
    await app?.close();
    app = undefined;
  });

  async function start(...imports: DynamicModule[]): Promise<TestingModule> {
    logged = [];
    const testing = await Test.createTestingModule({ imports, providers: [Library] })
      .setLogger({ log: note, warn: note, error: note })
      .compile();
    app = testing;
    await testing.init();
    return testing;
  }

  test.each(Object.keys(forms))(
    '%s gives the client by its class, by the token and by name',
    async (form) => {
      const started = await start(forms[form]?.() as DynamicModule);
      const own = started.get(PrismaService);
      const library = started.get(Library);
      expect(started.get(PRISMA_SERVICE)).toBe(own);
      expect(started.get(prismaToken())).toBe(own);
      expect([library.prisma, library.own]).toEqual([own, own]);
      expect(await library.answer()).toBe(42);
      // Nest has nothing to say about the client's constructor, such as of an undefined dependency.
      expect(logged.filter((line) => !line.endsWith('dependencies initialized'))).toEqual([
        expect.stringMatching(/^connected to /),
      ]);
      // The models' types survive.
      const count: number = await own.demoUser.count();
      expect(count).toBeGreaterThanOrEqual(0);
    },
  );

  test('several databases have a client and a token each', async () => {
    @Injectable()
    class StockService extends PrismaService {}
    @Injectable()
    class Shelf {
      constructor(@InjectPrisma('stock') readonly stock: BasePrismaService) {}
    }
    const testing = await Test.createTestingModule({
      imports: [
        DatabaseModule.forRoot({ client }),
        DatabaseModule.forRootAsync({
          client: StockService,
          name: 'stock',
          useFactory: () => ({ url: url() }),
        }),
      ],
      providers: [Shelf],
    }).compile();
    app = testing;
    expect(testing.get(Shelf).stock).toBe(testing.get(StockService));
    expect(testing.get(PRISMA_SERVICE)).toBe(testing.get(PrismaService));
    expect(testing.get(prismaToken('stock'))).not.toBe(testing.get(PRISMA_SERVICE));
  });

  test('a client that ignores the URL of the settings is refused, without a password', async () => {
    @Injectable()
    class Deaf extends PrismaService {
      constructor() {
        super(url());
      }
    }
    const imports = [
      DatabaseModule.forRootAsync({
        client: Deaf,
        useFactory: () => ({ url: 'postgresql://ada:hunter2@db.example/other' }),
      }),
    ];
    const refused = Test.createTestingModule({ imports }).compile();
    await expect(refused).rejects.toThrow(
      /Deaf connects to .*, not to db\.example:5432\/other as forRootAsync says/,
    );
    await expect(refused).rejects.not.toThrow(/hunter2/);
  });

  test('settings need to come from somewhere', () => {
    expect(() => DatabaseModule.forRootAsync({ client })).toThrow(
      'needs useFactory, useClass or useExisting',
    );
  });

  test('$extends keeps the types and the pool, and is no instance of the class', async () => {
    const started = await start(DatabaseModule.forRoot({ client }));
    const prisma = started.get(PrismaService);
    const extended = prisma.$extends({
      result: { demoUser: { initial: { needs: { name: true }, compute: ({ name }) => name.charAt(0) } } },
    });
    const again = extended.$extends({ model: { demoUser: { size: () => prisma.demoUser.count() } } });
    const user = await again.demoUser.findFirst();
    const initial: string | undefined = user?.initial;
    expect(initial).toBe(user?.name.charAt(0));
    const size: number = await again.demoUser.size();
    expect(size).toBe(await prisma.demoUser.count());
    // @ts-expect-error the client itself has no such field
    expect((await prisma.demoUser.findFirst())?.initial ?? 'none').toBe('none');
    const pids = [prisma, extended, again].map(
      (one) => one.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`,
    );
    for (const query of pids) await query;
    expect(prisma.adapter.connections).toBe(1);
    expect(again).not.toBeInstanceOf(PrismaService);
  });
});
