import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Composer, type Inspection } from '.';

const root = path.resolve(__dirname, '../..');
const components = 'audit cart catalog identity media orders payments promotions reviews'.split(' ');

let found: Inspection;
beforeAll(async () => {
  found = await new Composer({ root }).inspect();
  expect(found.diagnostics).toEqual([]);
});

function schemaOf(component: string): string {
  return fs.readFileSync(path.join(root, `src/components/${component}/prisma/schema.prisma`), 'utf8');
}

function modelsOf(component: string): string[] {
  const definitions = found.components.find(({ name }) => name === component)?.definitions ?? [];
  return definitions.filter(({ kind }) => kind === 'model').map(({ name }) => name);
}

// Written by hand from the description of the model, not taken from the composer.
describe('the commerce model', () => {
  it('has these back-relations added, and no other', () => {
    const added = found.relations
      .filter(({ opposite }) => components.includes(opposite.component))
      .map(({ component, model, field, type, opposite }) => {
        return `${component}: ${model}.${field} ${type} < ${opposite.component}: ${opposite.model}.${opposite.field}`;
      });
    expect(added.sort()).toEqual([
      'cart: Cart.orders Order[] < orders: Order.cart',
      'catalog: Product.media ProductMedia[] < media: ProductMedia.product',
      'catalog: Product.orderItems OrderItem[] < orders: OrderItem.product',
      'catalog: Product.reviews Review[] < reviews: Review.product',
      'catalog: ProductVariant.cartItems CartItem[] < cart: CartItem.variant',
      'catalog: ProductVariant.media VariantMedia[] < media: VariantMedia.variant',
      'catalog: ProductVariant.orderItems OrderItem[] < orders: OrderItem.variant',
      'identity: User.auditLogs AuditLog[] < audit: AuditLog.user',
      'identity: User.carts Cart[] < cart: Cart.user',
      'identity: User.couponUsages CouponUsage[] < promotions: CouponUsage.user',
      'identity: User.orders Order[] < orders: Order.user',
      'identity: User.payments Payment[] < payments: Payment.user',
      'identity: User.reviews Review[] < reviews: Review.user',
      'identity: User.savedCards SavedCard[] < payments: SavedCard.user',
      'orders: Order.couponUsages CouponUsage[] < promotions: CouponUsage.order',
      'orders: Order.payments Payment[] < payments: Payment.order',
      'orders: Order.reviews Review[] < reviews: Review.order',
      'reviews: Review.media ReviewMedia[] < media: ReviewMedia.review',
    ]);
  });

  it('has these extensions', () => {
    const extended = components.flatMap((component) =>
      [...schemaOf(component).matchAll(/^\/\/\/ @extends\n(\w+ \w+)/gm)].map(
        ([, block]) => `${component}: ${block}`,
      ),
    );
    expect(extended).toEqual(['payments: enum SecurityEventType', 'reviews: model Product']);
  });

  it('has no component that names a model of a component that depends on it', () => {
    const names = new Map(
      components.map((component) => {
        const code = schemaOf(component).replace(/\/\/.*|"[^"]*"/g, '');
        const words = new Set(code.match(/\w+/g));
        const others = components.filter((other) => other !== component);
        return [component, others.filter((other) => modelsOf(other).some((model) => words.has(model)))];
      }),
    );
    const dependsOn = (component: string, seen = new Set<string>()): Set<string> => {
      for (const other of names.get(component) ?? []) {
        if (!seen.has(other)) dependsOn(other, seen.add(other));
      }
      return seen;
    };
    expect(names.get('media')).toEqual(['catalog', 'reviews']);
    expect(components.filter((component) => dependsOn(component).has(component))).toEqual([]);
  });
});
