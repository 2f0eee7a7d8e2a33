import { product } from '../../catalog/test/rows';
import { user } from '../../identity/test/rows';

export function review() {
  return { user: { create: user() }, product: { create: product() }, rating: 4 };
}
