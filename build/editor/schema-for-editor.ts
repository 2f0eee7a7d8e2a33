import fs from 'node:fs';
import path from 'node:path';
import { type HostProcess, isSilent, turnOf } from './host-process';
import { linkSources } from './link-sources';

export interface EditorProject {
  /** The project's root, absolute. */
  root: string;
  /** Where the composed schema is published, relative to the root. */
  schema: string;
}

/**
 * The `schema` to configure for an editor's language server: the server reads the folder that this file is in, and
 * checks and completes within it.
 *
 * - As a rule the composed schema. The component's own files are then not checked by Prisma, which would call every
 *   back-relation and extension that the composer adds an error.
 * - The component's own files, when no diagnostics are shown: completion, formatting and renaming then work in them.
 *
 * Writes only under `.prismosaic/editor`. Where nothing was ever composed, it is a schema without any model.
 */
export async function schemaForEditor({ root, schema }: EditorProject, host: HostProcess): Promise<string> {
  const own = path.join('.prismosaic', 'editor');
  if (isSilent(root, host)) {
    const sources = await sourcesOf(root, schema, turnOf(host));
    if (linkSources({ root, folder: path.join(own, sources.folder), ...sources.of })) {
      return path.join(own, sources.folder, 'main.prisma');
    }
  }
  const composed = path.join(schema, 'main.prisma');
  if (fs.existsSync(path.join(root, composed))) return composed;
  const nothing = path.join(own, 'nothing', 'main.prisma');
  // The server ends at a folder that is missing, and at one without any schema.
  fs.mkdirSync(path.join(root, path.dirname(nothing)), { recursive: true });
  fs.writeFileSync(path.join(root, nothing), '// Nothing has been composed yet.\n');
  return nothing;
}

/** Of one database when it has the turn; else of all together, for no server says which file it is asked about. */
async function sourcesOf(root: string, schema: string, turn: string | undefined) {
  const { Composer } = await import('../composer');
  const all = await new Composer({ root }).schemas();
  const one = all.find(({ database }) => database.name === turn);
  if (one === undefined) {
    return { folder: 'sources', of: { schema, files: [...new Set(all.flatMap(({ files }) => files))] } };
  }
  const { database, files } = one;
  return { folder: path.join('databases', database.name), of: { schema: database.schemaFolder, files } };
}
