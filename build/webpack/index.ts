export { DatabaseSchemaPlugin, type DatabaseSchemaPluginOptions } from './database-schema-plugin';
export { onTypesChecked, type TypesChecked } from './types/listeners';
export { TypesPlugin, type TypesPluginOptions } from './types/types-plugin';
export { WholeFilesPlugin } from './whole-files-plugin';
