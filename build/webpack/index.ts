export { DatabaseSchemaPlugin, type DatabaseSchemaPluginOptions } from './database-schema-plugin';
