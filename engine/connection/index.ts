export { takeLock } from './advisory-lock';
export { withHost } from './host';
export { misread } from './misread';
