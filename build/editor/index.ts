export { type HostProcess, isLanguageServer } from './host-process';
export { schemaForEditor } from './schema-for-editor';
