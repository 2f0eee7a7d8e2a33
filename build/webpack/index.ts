export { DatabaseSchemaPlugin, type DatabaseSchemaPluginOptions } from './database-schema-plugin';
export { WholeFilesPlugin } from './whole-files-plugin';
