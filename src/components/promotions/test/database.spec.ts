import { afterAll, describe, expect, it } from '@jest/globals';
import { refusal } from '@prismosaic/nestjs/testing';
import { PrismaService } from '../../../database/prisma.service';
import { coupon, usage } from './rows';

const prisma = new PrismaService();
afterAll(() => prisma.$disconnect());

const day = 86_400_000;
const days = (count: number) => new Date(Date.now() + count * day);

describe('what the database refuses of promotions', () => {
  it.each([
    ['was created', { expiresAt: days(-1) }],
    ['starts', { startsAt: days(2), expiresAt: days(1) }],
    ['was created, though after it starts', { startsAt: days(-3), expiresAt: days(-2) }],
  ])('a coupon that expires before it %s', async (_, dates) => {
    const attempt = prisma.coupon.create({ data: { ...coupon(), ...dates } });
    expect(await refusal(attempt)).toContain('"Coupon_expiresAt_check"');
  });

  it.each([
    ['never', {}],
    ['after it starts', { startsAt: days(1), expiresAt: days(2) }],
    ['without a start', { expiresAt: days(1) }],
  ])('not a coupon that expires %s', async (_, dates) => {
    expect(await refusal(prisma.coupon.create({ data: { ...coupon(), ...dates } }))).toBeUndefined();
  });

  it.each(['value', 'minOrderAmount', 'maxDiscountAmount'])('a coupon with a negative %s', async (column) => {
    const attempt = prisma.coupon.create({ data: { ...coupon(), [column]: -0.01 } });
    expect(await refusal(attempt)).toContain(`"Coupon_${column}_check"`);
  });

  it('a negative discount', async () => {
    const attempt = prisma.couponUsage.create({ data: { ...usage(), discountAmount: -0.01 } });
    expect(await refusal(attempt)).toContain('"CouponUsage_discountAmount_check"');
  });
});

describe('what deletion does to coupons', () => {
  it('of the coupon: refused once it was used', async () => {
    const { couponId } = await prisma.couponUsage.create({ data: usage() });
    const attempt = prisma.coupon.delete({ where: { id: couponId } });
    expect(await refusal(attempt)).toContain('"CouponUsage_couponId_fkey"');
  });

  it('of the user or the order: the usage is deleted', async () => {
    const ofUser = await prisma.couponUsage.create({ data: usage() });
    await prisma.user.delete({ where: { id: ofUser.userId } });
    const ofOrder = await prisma.couponUsage.create({ data: usage() });
    await prisma.order.delete({ where: { id: ofOrder.orderId } });
    expect(await prisma.couponUsage.count({ where: { id: { in: [ofUser.id, ofOrder.id] } } })).toBe(0);
  });
});
