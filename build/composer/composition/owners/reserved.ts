import { scalarTypes } from '../../schema/scalars';
import type { Definition } from '../composition';
import type { Problem } from '../findings';

/** Names that Prisma's engine accepts, and its generator refuses without a place. */
const ofTheClient = new Set(['Prisma', 'using', 'AND', 'OR', 'NOT']);

/**
 * Reports a name that Prisma reserves. Otherwise the fields of a scalar type, in all components, would refer to the
 * model with its name. Leaves the reserved words that Prisma's engine reports at their place to the engine.
 */
export function reservedName({ kind, name }: Pick<Definition, 'kind' | 'name'>): Problem | undefined {
  const scalar = scalarTypes.includes(name);
  if (!scalar && !ofTheClient.has(name)) return undefined;
  return {
    code: 'RESERVED_NAME',
    message: `"${name}" can't be the name of ${kind === 'enum' ? 'an enum' : `a ${kind}`}: ${scalar ? "it is one of Prisma's own types" : 'Prisma Client uses that name itself'}.`,
    hint: 'choose another name; `@@map` keeps the name of the table',
  };
}
