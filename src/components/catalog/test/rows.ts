import { randomUUID } from 'node:crypto';

export function product() {
  return { title: 'Shirt', slug: randomUUID(), price: 10 };
}

export function variant() {
  return { title: 'Blue', sku: randomUUID(), price: 10, product: { create: product() } };
}

export function category() {
  const slug = randomUUID();
  return { name: 'Shirts', slug, path: slug };
}

export function collection() {
  return { name: 'Summer', slug: randomUUID() };
}
