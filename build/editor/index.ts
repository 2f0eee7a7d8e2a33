export { schemaForEditor } from './schema-for-editor';
export { type HostProcess, isLanguageServer } from './host-process';
