import path from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { DatabaseSettings } from '../options';
import { isSystemError, reasonOf } from '../system-error';
import { discoverComponents } from './discover';
import { readSchema } from './read';
import type { ComponentFolder, SchemaSource } from './source';

/** All that a run reads. */
export interface Gathered {
  components: ComponentFolder[];
  sources: SchemaSource[];
  /** What could not be read. */
  diagnostics: Diagnostic[];
}

/** Discovers the components and reads their schemas. Reads nothing else, and writes nothing. */
export function gather(root: string, database: DatabaseSettings): Gathered {
  const gathered: Gathered = { components: [], sources: [], diagnostics: [] };
  try {
    gathered.components = discoverComponents(root, database);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    gathered.diagnostics.push({
      severity: 'error',
      code: 'COMPONENTS_UNREADABLE',
      message: `The components can't be listed: ${reasonOf(error)} (${path.relative(root, error.path ?? root)}).`,
      file: database.components,
      hint: 'let this user read the folder and those in it',
    });
  }
  for (const { name, schema } of gathered.components) {
    if (schema === undefined) continue;
    const read = readSchema(root, schema);
    if ('text' in read) gathered.sources.push({ component: name, file: schema, text: read.text });
    else gathered.diagnostics.push(read.diagnostic);
  }
  return gathered;
}
