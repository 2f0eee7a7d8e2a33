import { user } from '../../identity/test/rows';
import { order } from '../../orders/test/rows';

export function payment() {
  return {
    order: { create: order() },
    user: { create: user() },
    provider: 'MANUAL' as const,
    amount: 10,
    currency: 'TRY',
  };
}
