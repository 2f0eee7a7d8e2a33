import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { DatabaseSettings } from '../options';
import { isOwnedKind, type ParsedSchema } from '../schema/block';
import { compareBytes } from '../sources/discover';
import type { SchemaSource } from '../sources/source';
import type { ComposedFile, Composition, Definition, Hidden } from './composition';
import { Duplicates } from './duplicates';
import { Lines } from './lines';
import { composeMainFile, markOf } from './main-file';

/** A component schema and its parts. */
export interface ComponentSchema extends SchemaSource {
  parsed: ParsedSchema;
}

/** Beyond this many of one file's errors nobody reads on. */
const maximalFlaws = 100;

/**
 * Composes the component schemas of one database: a file for each component, with the author's text as it stands,
 * and the file with datasource and generator. Pure: the same input gives the same output, in whatever order it comes.
 */
export function compose(
  schemas: readonly ComponentSchema[],
  database: DatabaseSettings,
): { composition: Composition; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const definitions: Definition[] = [];
  const duplicates = new Duplicates();
  const files = [composeMainFile(database)];
  for (const schema of [...schemas].sort((a, b) => compareBytes(a.component, b.component))) {
    const lines = new Lines(schema.text);
    const hidden: Hidden[] = [...schema.parsed.flaws];
    for (const { code, message, hint, offset } of schema.parsed.flaws.slice(0, maximalFlaws)) {
      const place = lines.placeOf(offset);
      diagnostics.push({ severity: 'error', code, message, file: schema.file, ...place, hint });
    }
    for (const block of schema.parsed.blocks) {
      if (!isOwnedKind(block.kind)) {
        diagnostics.push({ ...forbidden(block.kind), file: schema.file, ...lines.placeOf(block.offset) });
        hidden.push({ offset: block.offset, end: block.end });
        continue;
      }
      const place = { file: schema.file, ...lines.placeOf(block.nameOffset) };
      const definition: Definition = {
        kind: block.kind,
        name: block.name,
        component: schema.component,
        ...place,
      };
      const duplicate = duplicates.add(definition);
      if (duplicate === undefined) definitions.push(definition);
      else {
        diagnostics.push(duplicate);
        hidden.push({ offset: block.offset, end: block.end });
      }
    }
    if (schema.parsed.blocks.length === 0 && schema.parsed.flaws.length === 0) {
      diagnostics.push(empty(schema.file));
    }
    files.push(composeFile(schema, lines.count, hidden));
  }
  files.sort((a, b) => compareBytes(a.name, b.name));
  return { composition: { files, definitions }, diagnostics };
}

function composeFile(schema: SchemaSource, lineCount: number, hidden: Hidden[]): ComposedFile {
  const mark = markOf(schema.file);
  return {
    name: `${schema.component}.prisma`,
    text: mark + schema.text,
    origins: [{ line: 2, count: lineCount, file: schema.file, sourceLine: 1 }],
    hidden: hidden.map(({ offset, end, name }) => ({
      offset: offset + mark.length,
      end: end + mark.length,
      ...(name === undefined ? {} : { name }),
    })),
  };
}

function forbidden(kind: 'datasource' | 'generator'): Diagnostic {
  return {
    severity: 'error',
    code: kind === 'datasource' ? 'DATASOURCE_IN_COMPONENT' : 'GENERATOR_IN_COMPONENT',
    message: `A component schema can't hold a ${kind}: the composer writes the one of the whole database.`,
    hint:
      kind === 'datasource'
        ? 'take the block out; the connection comes from DATABASE_URL'
        : 'take the block out; the client is generated for all components together',
  };
}

function empty(file: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'EMPTY_SCHEMA',
    message: 'This component schema holds no model, enum, view or type.',
    file,
    hint: 'write a model, or remove the file',
  };
}
