import { nearest } from '../../diagnostics/nearest';
import type { Composition } from '../composition/composition';
import { scalarTypes } from '../schema/scalars';

const attributes = ['@id', '@default', '@unique', '@relation', '@map', '@updatedAt', '@ignore', '@db'];
const blockAttributes = ['@@id', '@@unique', '@@index', '@@map', '@@ignore', '@@schema'];

/**
 * How to mend what Prisma refuses of what is written: the nearest name when one is unknown, or where the
 * names are, else where to read on.
 */
export function mendOf(text: string, written: string, { definitions }: Composition): string {
  return (
    nearestType(text, definitions) ??
    nearestAttribute(text, written) ??
    'this is a rule of the Prisma schema: https://pris.ly/d/prisma-schema'
  );
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
