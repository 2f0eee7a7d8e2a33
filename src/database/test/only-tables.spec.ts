import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cleanBetweenTests, factories, onlyTablesOf } from 'prismosaic/testing';
import { PrismaService } from '../prisma.service';

const prisma = new PrismaService();
afterAll(() => prisma.$disconnect());
const make = factories(prisma);

describe.each(['rollback', 'truncate'] as const)('the cart alone, cleaned by %s', (cleaning) => {
  cleanBetweenTests(prisma, cleaning);
  onlyTablesOf('cart', prisma);

  test('has its own tables, and those of the components that its rows refer to', async () => {
    const item = await make.cartItem({ cartId: (await make.cart()).id });
    expect(await prisma.cartItem.findMany({ include: { variant: true } })).toMatchObject([{ id: item.id }]);
    expect(await prisma.user.count()).toBe(0);
  });

  test('has no other tables, in model queries and in raw SQL', async () => {
    await expect(prisma.order.count()).rejects.toThrow(/Order|denied/);
    await expect(prisma.$queryRaw`SELECT 1 FROM "Review"`).rejects.toThrow(
      /permission denied for table Review/,
    );
    await expect(make.review()).rejects.toThrow(/denied/);
  });
});

describe('a file that ended without its hooks', () => {
  onlyTablesOf('cart', prisma, { beforeAll, afterAll: () => undefined });

  test('leaves its restriction', async () => {
    await expect(prisma.order.count()).rejects.toThrow(/denied/);
  });
});

describe('all components', () => {
  cleanBetweenTests(prisma);

  test('have their tables again', async () => {
    await make.review();
    expect(await prisma.review.count()).toBe(1);
  });

  test('with models have a name', () => {
    const hooks = {
      beforeAll: (work: () => Promise<void>) => void begin.push(work),
      afterAll: () => undefined,
    };
    const begin: (() => Promise<void>)[] = [];
    onlyTablesOf('basket', prisma, hooks);
    return expect(begin[0]?.()).rejects.toThrow(
      'There is no component "basket" with models; available: audit, cart, catalog, demo, identity, media, orders, payments, promotions, reviews.',
    );
  });
});
