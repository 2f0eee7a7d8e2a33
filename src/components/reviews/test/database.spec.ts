import { afterAll, describe, expect, it } from '@jest/globals';
import { refusal } from '@prismosaic/nestjs/testing';
import { PrismaService } from '../../../database/prisma.service';
import { product } from '../../catalog/test/rows';
import { order } from '../../orders/test/rows';
import { review } from './rows';

const prisma = new PrismaService();
afterAll(() => prisma.$disconnect());

describe('what the database refuses of reviews', () => {
  it.each([0, 6, -1])('a rating of %d', async (rating) => {
    const attempt = prisma.review.create({ data: { ...review(), rating } });
    expect(await refusal(attempt)).toContain('"Review_rating_check"');
  });

  it.each([1, 5])('not a rating of %d', async (rating) => {
    expect(await refusal(prisma.review.create({ data: { ...review(), rating } }))).toBeUndefined();
  });

  it.each([0.99, 5.01])("a product's mean rating of %d", async (ratingAverage) => {
    const attempt = prisma.product.create({ data: { ...product(), ratingAverage } });
    expect(await refusal(attempt)).toContain('"Product_ratingAverage_check"');
  });

  it('a second review by the same user of the same product', async () => {
    const { userId, productId } = await prisma.review.create({ data: review() });
    const attempt = prisma.review.create({ data: { userId, productId, rating: 5 } });
    expect(await refusal(attempt)).toContain('"Review_userId_productId_key"');
  });
});

describe('what deletion does to reviews', () => {
  it('of the order: the review stays, with no order', async () => {
    const { id, orderId } = await prisma.review.create({
      data: { ...review(), order: { create: order() } },
    });
    await prisma.order.delete({ where: { id: orderId ?? undefined } });
    expect(await prisma.review.findUnique({ where: { id } })).toMatchObject({ orderId: null });
  });

  it('of the product or the user: the review is deleted', async () => {
    const ofProduct = await prisma.review.create({ data: review() });
    await prisma.product.delete({ where: { id: ofProduct.productId } });
    const ofUser = await prisma.review.create({ data: review() });
    await prisma.user.delete({ where: { id: ofUser.userId } });
    expect(await prisma.review.count({ where: { id: { in: [ofProduct.id, ofUser.id] } } })).toBe(0);
  });
});

describe('what reviews adds to catalog', () => {
  it('a rating, empty until there is one', async () => {
    expect(await prisma.product.create({ data: product() })).toMatchObject({
      ratingAverage: null,
      ratingCount: 0,
    });
  });
});
