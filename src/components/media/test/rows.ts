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

export function variant() {
  return { title: 'Blue', sku: randomUUID(), price: 10, product: { create: product() } };
}

export function review() {
  return { user: { create: user() }, product: { create: product() }, rating: 4 };
}

export function media() {
  return {
    assetId: randomUUID(),
    url: 'https://example.org/shirt.jpg',
    type: 'IMAGE' as const,
    provider: 'S3' as const,
    mimeType: 'image/jpeg',
    sizeBytes: 1000,
  };
}
