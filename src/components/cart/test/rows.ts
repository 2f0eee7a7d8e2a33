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
