import { bytesOf, maxBytes } from './identifier';
import type { NameKind } from './kind';
import type { DatabaseName } from './name';

export type Flaw = 'long' | 'empty' | 'quote';

/** Prisma itself reports a constraint's name that is too long, and cuts those that it generates. */
const uncut: readonly NameKind[] = ['table', 'view', 'column', 'enum', 'list type', 'value'];

/**
 * Why a database can't have a name, or Prisma would not find it again; undefined for a valid name. PostgreSQL cuts
 * names that are too long, so each migration of Prisma would drop the table and create it again.
 */
export function flawOf({ kind, name, made, tooLong }: DatabaseName): Flaw | undefined {
  if (tooLong) return 'long';
  if (uncut.includes(kind) && bytesOf(name) > maxBytes) return 'long';
  if (made) return undefined;
  if (name === '' && kind !== 'value') return 'empty';
  // Prisma writes names into its scripts without escaping them.
  return name.includes(kind === 'value' ? "'" : '"') ? 'quote' : undefined;
}
