import { expect, test } from '@jest/globals';
import { Injectable, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { DatabaseModule } from '@prismosaic/nestjs';
import { PrismaService } from './prisma.service';

let made = 0;

@Injectable()
class StockPrismaService extends PrismaService {
  constructor() {
    super();
    made++;
  }
}
const StockDatabase = DatabaseModule.forRoot({ client: StockPrismaService });

@Injectable()
class Shelf {
  constructor(
    readonly stock: StockPrismaService,
    readonly first: PrismaService,
  ) {}
}
@Module({ imports: [StockDatabase], providers: [Shelf], exports: [Shelf] })
class ShelfModule {}
@Module({ imports: [StockDatabase] })
class OtherModule {}

test('each database has one client and pool, no matter how many modules import it', async () => {
  const app = await Test.createTestingModule({
    imports: [DatabaseModule.forRoot({ client: PrismaService }), ShelfModule, OtherModule],
  }).compile();
  await app.init();
  try {
    const { stock, first } = app.get(Shelf);
    expect(stock).toBe(app.get(StockPrismaService));
    expect(first).toBe(app.get(PrismaService));
    expect(stock).not.toBe(first);
    expect(made).toBe(1);
    const [one, two] = await Promise.all(
      [stock, first].map((client) => client.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`),
    );
    expect(one?.[0]?.pid).not.toBe(two?.[0]?.pid);
  } finally {
    await app.close();
  }
});
