export { seed } from './seed';
export { type StartOptions, start } from './start';
