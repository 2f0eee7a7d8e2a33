export { type Created, createComponent, type Refused } from './create';
export { Taken } from './taken';
export { WishError, type Wishes } from './wishes';
