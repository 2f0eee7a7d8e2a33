import { nearest } from '../../diagnostics/nearest';
import type { Composition } from '../composition/composition';
import { scalarTypes } from '../schema/scalars';

const attributes = ['@id', '@default', '@unique', '@relation', '@map', '@updatedAt', '@ignore', '@db'];
const blockAttributes = ['@@id', '@@unique', '@@index', '@@map', '@@ignore'];

/**
 * How to fix what Prisma refuses of what is written: the nearest name when one is unknown, or where the
 * names are, else where to read on.
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

/** What Prisma has and this product, or PostgreSQL, has not: its own words lead to where nothing can be changed. */
function unavailable(text: string): string | undefined {
  if (text.includes('View definitions are only available')) {
    return 'Prismosaic turns on no preview features: write the view in a migration (`npx prisma migrate dev --create-only`), and read it with `$queryRaw`';
  }
  if (text.includes('Composite types are not supported')) {
    return 'use a `Json` field, or a model of its own with a relation';
  }
  if (text.includes('Partial indexes are a preview feature')) {
    return 'Prismosaic turns on no preview features: write the index in a migration (`npx prisma migrate dev --create-only`)';
  }
  if (/preview feature/i.test(text)) return 'Prismosaic turns on no preview features: do without it here';
  return undefined;
}

/** A directive that is written as if it were a part of Prisma's language. */
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
  if (near === undefined)
    return 'no component has one of a like name: `npx prismosaic list` shows what they own';
  const owner = definitions.find(({ name }) => name === near);
  return `did you mean "${near}"${owner === undefined ? '' : ` of "${owner.component}"`}?`;
}

function nearestAttribute(text: string, written: string): string | undefined {
  // Prisma names both kinds with one `@`.
  const [attribute] = text.startsWith('Attribute not known') ? (/^@+\w+/.exec(written) ?? []) : [];
  const near = attribute && nearest(attribute, attribute.startsWith('@@') ? blockAttributes : attributes);
  return near && `did you mean \`${near}\`?`;
}
