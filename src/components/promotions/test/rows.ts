import { randomUUID } from 'node:crypto';

function user() {
  return {
    email: `${randomUUID()}@example.org`,
    passwordHash: 'a bcrypt hash',
    firstName: 'Ada',
    lastName: 'Byron',
  };
}

function order() {
  const address = { fullName: 'Ada Byron', line1: '1 Main Street', city: 'London', country: 'GB' };
  return {
    reference: randomUUID(),
    totalAmount: 10,
    subtotalAmount: 10,
    shippingAddress: address,
    billingAddress: address,
  };
}

export function coupon() {
  return { code: randomUUID(), type: 'PERCENTAGE' as const, value: 10 };
}

export function usage() {
  return {
    coupon: { create: coupon() },
    user: { create: user() },
    order: { create: order() },
    discountAmount: 1,
  };
}
