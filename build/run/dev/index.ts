export { type DevOptions, dev } from './dev';
