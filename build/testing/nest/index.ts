export type { Form } from './form';
export { type TestApplication, type TestApplicationOptions, testApplication } from './test-application';
export { type FormChoice, Visitor } from './visitor';
