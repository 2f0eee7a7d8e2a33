import { randomUUID } from 'node:crypto';
import { user } from '../../identity/test/rows';
import { order } from '../../orders/test/rows';

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
