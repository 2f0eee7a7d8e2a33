import { afterAll, describe, expect, it } from '@jest/globals';
import { refusal } from '@prismosaic/nestjs/testing';
import { PrismaService } from '../../../database/prisma.service';
import { user } from '../../identity/test/rows';
import { payment } from './rows';

const prisma = new PrismaService();
afterAll(() => prisma.$disconnect());

describe('what the database refuses of payments', () => {
  it.each(['amount', 'paidPrice'])('a payment with a negative %s', async (column) => {
    const attempt = prisma.payment.create({ data: { ...payment(), [column]: -0.01 } });
    expect(await refusal(attempt)).toContain(`"Payment_${column}_check"`);
  });

  it('a refund with a negative amount', async () => {
    const attempt = prisma.paymentRefund.create({
      data: { payment: { create: payment() }, amount: -0.01, currency: 'TRY' },
    });
    expect(await refusal(attempt)).toContain('"PaymentRefund_amount_check"');
  });

  it('the same card token twice', async () => {
    const { email: cardToken } = user();
    const card = { cardToken, binNumber: '450803', lastFourDigits: '0000', expiryMonth: 1, expiryYear: 2030 };
    await prisma.savedCard.create({ data: { ...card, user: { create: user() } } });
    const attempt = prisma.savedCard.create({ data: { ...card, user: { create: user() } } });
    expect(await refusal(attempt)).toContain('"SavedCard_cardToken_key"');
  });
});

describe('what deletion does to payments', () => {
  it('of the order: refused while a payment exists', async () => {
    const { id, orderId } = await prisma.payment.create({ data: payment() });
    const remove = () => prisma.order.delete({ where: { id: orderId } });
    expect(await refusal(remove())).toContain('"Payment_orderId_fkey"');
    expect(await prisma.order.count({ where: { id: orderId } })).toBe(1);
    await prisma.payment.delete({ where: { id } });
    expect(await refusal(remove())).toBeUndefined();
  });

  it('of the user: refused while it has a payment', async () => {
    const { userId } = await prisma.payment.create({ data: payment() });
    const attempt = prisma.user.delete({ where: { id: userId } });
    expect(await refusal(attempt)).toContain('"Payment_userId_fkey"');
  });

  it('of the payment: refused while a refund exists', async () => {
    const { paymentId } = await prisma.paymentRefund.create({
      data: { payment: { create: payment() }, amount: 1, currency: 'TRY' },
    });
    const attempt = prisma.payment.delete({ where: { id: paymentId } });
    expect(await refusal(attempt)).toContain('"PaymentRefund_paymentId_fkey"');
  });

  it('of the user: its saved cards are deleted', async () => {
    const { email: cardToken } = user();
    const { userId } = await prisma.savedCard.create({
      data: {
        cardToken,
        binNumber: '450803',
        lastFourDigits: '0000',
        expiryMonth: 1,
        expiryYear: 2030,
        user: { create: user() },
      },
    });
    await prisma.user.delete({ where: { id: userId } });
    expect(await prisma.savedCard.count({ where: { cardToken } })).toBe(0);
  });
});

describe('what payments adds to identity', () => {
  it.each(['CARD_SAVED', 'CARD_REMOVED'] as const)('the security event %s', async (type) => {
    expect(await prisma.securityEvent.create({ data: { type } })).toMatchObject({ type });
  });
});
