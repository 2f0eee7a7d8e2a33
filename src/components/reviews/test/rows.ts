import { randomUUID } from 'node:crypto';

function user() {
  return {
    email: `${randomUUID()}@example.org`,
    passwordHash: 'a bcrypt hash',
    firstName: 'Ada',
    lastName: 'Byron',
  };
}

export function product() {
  return { title: 'Shirt', slug: randomUUID(), price: 10 };
}

export function order() {
  const address = { fullName: 'Ada Byron', line1: '1 Main Street', city: 'London', country: 'GB' };
  return {
    reference: randomUUID(),
    totalAmount: 10,
    subtotalAmount: 10,
    shippingAddress: address,
    billingAddress: address,
  };
}

export function review() {
  return { user: { create: user() }, product: { create: product() }, rating: 4 };
}
