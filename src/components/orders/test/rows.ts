import { randomUUID } from 'node:crypto';

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
