export { setUp as default } from './index';
