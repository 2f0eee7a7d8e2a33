import { randomUUID } from 'node:crypto';

export function user() {
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

export function payment() {
  return {
    order: { create: order() },
    user: { create: user() },
    provider: 'MANUAL' as const,
    amount: 10,
    currency: 'TRY',
  };
}
