import { nearest } from '../../diagnostics/nearest';
import type { Composition } from '../composition/composition';
import { scalarTypes } from '../schema/scalars';

const attributes = ['@id', '@default', '@unique', '@relation', '@map', '@updatedAt', '@ignore', '@db'];
const blockAttributes = ['@@id', '@@unique', '@@index', '@@map', '@@ignore'];

/**
 * How to fix what Prisma refuses: the nearest name when one is unknown, or where to find the names, otherwise where to
 * read on.
 */
export function hintOf(text: string, written: string, { definitions }: Composition): string {
  return (
    nearestType(text, definitions) ??
    directive(text, written) ??
    nearestAttribute(text, written) ??
    unavailable(text) ??
    'this is a rule of the Prisma schema: https://pris.ly/d/prisma-schema'
  );
}

/** Features of Prisma that Prismosaic or PostgreSQL does not have: Prisma's message points to what can't be changed. */
function unavailable(text: string): string | undefined {
  if (text.includes('View definitions are only available')) {
    return 'Prismosaic does not enable preview features: write the view in a migration (`npx prisma migrate dev --create-only`), and read it with `$queryRaw`';
  }
  if (text.includes('Composite types are not supported')) {
    return 'use a `Json` field, or a separate model with a relation';
  }
  if (text.includes('Partial indexes are a preview feature')) {
    return 'Prismosaic does not enable preview features: write the index in a migration (`npx prisma migrate dev --create-only`)';
  }
  if (/preview feature/i.test(text))
    return 'Prismosaic does not enable preview features: this one is unavailable';
  return undefined;
}

/** A directive that is written as code instead of a comment. */
function directive(text: string, written: string): string | undefined {
  const asLine =
    text.includes('not a valid field or attribute definition') && /^@+\s*(?:inverse|extends)\b/.exec(written);
  const asAttribute = text.startsWith('Attribute not known') && /^@+\s*(?:inverse|extends)\b/.exec(written);
  const [found] = asLine || asAttribute || [];
  if (found === undefined) return undefined;
  return found.endsWith('inverse')
    ? 'it is a directive: write `/// @inverse name` on the line above the relation field'
    : 'it is a directive: write `/// @extends` on the line directly above the `model` or `enum`';
}

function nearestType(text: string, definitions: Composition['definitions']): string | undefined {
  const [, type] = /^Type "(.*?)" is neither a built-in type/.exec(text) ?? [];
  if (type === undefined) return undefined;
  const near = nearest(type, [...scalarTypes, ...definitions.map(({ name }) => name)]);
  if (near === undefined) return 'no component has a similar name: `npx prismosaic list` shows what they own';
  const owner = definitions.find(({ name }) => name === near);
  return `did you mean "${near}"${owner === undefined ? '' : ` of "${owner.component}"`}?`;
}

function nearestAttribute(text: string, written: string): string | undefined {
  // Prisma names both kinds with one `@`.
  const [attribute] = text.startsWith('Attribute not known') ? (/^@+\w+/.exec(written) ?? []) : [];
  const near = attribute && nearest(attribute, attribute.startsWith('@@') ? blockAttributes : attributes);
  return near && `did you mean \`${near}\`?`;
}
