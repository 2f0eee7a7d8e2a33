// Before the tests: composes the schemas, generates the clients, and gives each Jest worker its own Postgres schema.
export { setUp as default } from 'prismosaic/jest';
