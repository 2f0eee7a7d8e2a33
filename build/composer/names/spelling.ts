import { bytesOf, maxBytes } from './identifier';
import type { NameKind } from './kind';
import type { DatabaseName } from './name';

export type Flaw = 'long' | 'empty' | 'quote';

/** Prisma itself tells of a constraint's name that is too long, and cuts those that it makes. */
const uncut: readonly NameKind[] = ['table', 'view', 'column', 'enum', 'list type', 'value'];

/**
 * Why no database can hold a name, or Prisma would not find it again; undefined when all is well. PostgreSQL cuts what is
 * too long, so that Prisma would drop the table and make it anew, with each migration.
 */
export function flawOf({ kind, name, made, tooLong }: DatabaseName): Flaw | undefined {
  if (tooLong) return 'long';
  if (uncut.includes(kind) && bytesOf(name) > maxBytes) return 'long';
  if (made) return undefined;
  if (name === '' && kind !== 'value') return 'empty';
  // Prisma writes them into its scripts as they are.
  return name.includes(kind === 'value' ? "'" : '"') ? 'quote' : undefined;
}
