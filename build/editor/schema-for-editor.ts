import fs from 'node:fs';
import path from 'node:path';
import { type HostProcess, isSilent, turnOf } from './host-process';
import { linkSources } from './link-sources';

export interface EditorProject {
  /** The project's root, absolute. */
  root: string;
  /** The folder of the composed schema, relative to the root. */
  schema: string;
}

/**
 * The `schema` to configure for an editor's language server: the server reads the folder that this file is in, and
 * checks and completes within it.
 *
 * - By default, the composed schema. Prisma then does not check the component's own files, where it would report an error
 *   for every back-relation and extension that the composer adds.
 * - The component's own files, when no diagnostics are shown: completion, formatting and renaming then work in them.
 *
 * Writes only under `.prismosaic/editor`. Before anything was composed, it is a schema without models.
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
  // The server ends when the folder is missing, or has no schema.
  fs.mkdirSync(path.join(root, path.dirname(nothing)), { recursive: true });
  fs.writeFileSync(path.join(root, nothing), '// Nothing has been composed yet.\n');
  return nothing;
}

/** The files of the database that has the turn; otherwise of all, because a server does not say which file it needs. */
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
