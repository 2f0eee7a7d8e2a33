export { type Created, createComponent, type Refused } from './create';
export { WishError, type Wishes } from './wishes';
