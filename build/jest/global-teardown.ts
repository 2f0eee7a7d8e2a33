export { tearDown as default } from './index';
