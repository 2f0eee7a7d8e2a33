export { type Created, createComponent, type Refused } from './create';
export { Taken } from './taken';
export { type ComponentOptions, WishError } from './wishes';
