import { afterAll, describe, expect, it } from '@jest/globals';
import { refusal } from '@prismosaic/nestjs/testing';
import { PrismaService } from '../../../database/prisma.service';
import { variant } from '../../catalog/test/rows';
import { user } from '../../identity/test/rows';

const prisma = new PrismaService();
afterAll(() => prisma.$disconnect());

const yesterday = () => new Date(Date.now() - 86_400_000);

describe('what the database refuses of cart', () => {
  it('a cart that expires before it was created', async () => {
    const attempt = prisma.cart.create({ data: { expiresAt: yesterday() } });
    expect(await refusal(attempt)).toContain('"Cart_expiresAt_check"');
  });

  it.each([
    ['quantity', 0],
    ['quantity', -1],
    ['unitPrice', -0.01],
  ])('an item whose %s is %d', async (column, value) => {
    const item = { cart: { create: {} }, variant: { create: variant() }, quantity: 1, unitPrice: 10 };
    const attempt = prisma.cartItem.create({ data: { ...item, [column]: value } });
    expect(await refusal(attempt)).toContain(`"CartItem_${column}_check"`);
  });

  it('the same variant twice in one cart', async () => {
    const { cartId, variantId } = await prisma.cartItem.create({
      data: { cart: { create: {} }, variant: { create: variant() }, unitPrice: 10 },
    });
    const attempt = prisma.cartItem.create({ data: { cartId, variantId, unitPrice: 10 } });
    expect(await refusal(attempt)).toContain('"CartItem_cartId_variantId_key"');
  });
});

describe('what deletion does to carts', () => {
  it('of the user: the cart stays, with no user, and so do its items', async () => {
    const { id, userId } = await prisma.cart.create({
      data: {
        user: { create: user() },
        items: { create: { variant: { create: variant() }, unitPrice: 10 } },
      },
    });
    await prisma.user.delete({ where: { id: userId ?? undefined } });
    const cart = await prisma.cart.findUnique({ where: { id }, include: { items: true } });
    expect(cart).toMatchObject({ userId: null, items: [{ cartId: id }] });
  });

  it('of the cart: its items are deleted, while the variants stay', async () => {
    const item = { variant: { create: variant() }, unitPrice: 10 };
    const { id, items } = await prisma.cart.create({
      data: { items: { create: item } },
      include: { items: true },
    });
    await prisma.cart.delete({ where: { id } });
    expect(await prisma.cartItem.count({ where: { cartId: id } })).toBe(0);
    expect(await prisma.productVariant.count({ where: { id: items[0]?.variantId } })).toBe(1);
  });

  it('of the product: its variants are removed from the carts', async () => {
    const { id, variant: held } = await prisma.cartItem.create({
      data: { cart: { create: {} }, variant: { create: variant() }, unitPrice: 10 },
      include: { variant: true },
    });
    await prisma.product.delete({ where: { id: held.productId } });
    expect(await prisma.cartItem.count({ where: { id } })).toBe(0);
  });
});
