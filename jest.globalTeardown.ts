export { tearDown as default } from './jest.globalSetup';
