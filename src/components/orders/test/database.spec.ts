import { afterAll, describe, expect, it } from '@jest/globals';
import { refusal } from '@prismosaic/nestjs/testing';
import { PrismaService } from '../../../database/prisma.service';
import { variant } from '../../catalog/test/rows';
import { user } from '../../identity/test/rows';
import { order } from './rows';

const prisma = new PrismaService();
afterAll(() => prisma.$disconnect());

const item = { quantity: 1, unitPrice: 10, currency: 'TRY', titleSnapshot: 'Shirt', variantSnapshot: {} };

async function orderOfOneItem() {
  const { id: variantId, productId } = await prisma.productVariant.create({ data: variant() });
  return prisma.order.create({
    data: {
      ...order(),
      user: { create: user() },
      cart: { create: {} },
      items: { create: { ...item, variantId, productId } },
    },
    include: { items: true },
  });
}

describe('what the database refuses of orders', () => {
  it.each(['totalAmount', 'subtotalAmount', 'taxAmount', 'discountAmount'])(
    'a negative %s',
    async (column) => {
      const attempt = prisma.order.create({ data: { ...order(), [column]: -0.01 } });
      expect(await refusal(attempt)).toContain(`"Order_${column}_check"`);
    },
  );

  it.each([
    ['quantity', 0],
    ['quantity', -1],
    ['unitPrice', -0.01],
  ])('an item whose %s is %d', async (column, value) => {
    const { id: variantId, productId } = await prisma.productVariant.create({ data: variant() });
    const { id: orderId } = await prisma.order.create({ data: order() });
    const attempt = prisma.orderItem.create({
      data: { ...item, orderId, variantId, productId, [column]: value },
    });
    expect(await refusal(attempt)).toContain(`"OrderItem_${column}_check"`);
  });

  it('two orders with the same reference', async () => {
    const data = order();
    await prisma.order.create({ data });
    expect(await refusal(prisma.order.create({ data }))).toContain('"Order_reference_key"');
  });
});

describe('what deletion does to orders', () => {
  it('of the user: the order stays, with no user and with the addresses it was sent to', async () => {
    const { id, userId, shippingAddress } = await orderOfOneItem();
    await prisma.user.delete({ where: { id: userId ?? undefined } });
    const left = await prisma.order.findUnique({ where: { id }, include: { items: true } });
    expect(left).toMatchObject({ userId: null, shippingAddress, items: [{ orderId: id }] });
  });

  it('of the cart: the order stays, with no cart', async () => {
    const { id, cartId } = await orderOfOneItem();
    await prisma.cart.delete({ where: { id: cartId ?? undefined } });
    expect(await prisma.order.findUnique({ where: { id } })).toMatchObject({ cartId: null });
  });

  it('of the order: its items are deleted', async () => {
    const { id } = await orderOfOneItem();
    await prisma.order.delete({ where: { id } });
    expect(await prisma.orderItem.count({ where: { orderId: id } })).toBe(0);
  });

  it('of the product or the variant: refused while it is in an order', async () => {
    const { items } = await orderOfOneItem();
    const deletedVariant = prisma.productVariant.delete({ where: { id: items[0]?.variantId } });
    expect(await refusal(deletedVariant)).toContain('"OrderItem_variantId_fkey"');
    const deletedProduct = prisma.product.delete({ where: { id: items[0]?.productId } });
    expect(await refusal(deletedProduct)).toMatch(/"OrderItem_(product|variant)Id_fkey"/);
  });
});
