import { randomUUID } from 'node:crypto';

export function user() {
  return {
    email: `${randomUUID()}@example.org`,
    passwordHash: 'a bcrypt hash',
    firstName: 'Ada',
    lastName: 'Byron',
  };
}

function product() {
  return { title: 'Shirt', slug: randomUUID(), price: 10 };
}

export function variant() {
  return { title: 'Blue', sku: randomUUID(), price: 10, product: { create: product() } };
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
