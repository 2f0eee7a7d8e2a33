import { scalarTypes } from '../../schema/scalars';
import type { Definition } from '../composition';
import type { Problem } from '../findings';

/** What Prisma's engine accepts as a name, and its generator refuses without a place. */
const ofTheClient = new Set(['Prisma', 'using', 'AND', 'OR', 'NOT']);

/**
 * Tells of a name that Prisma keeps for itself. All components' fields of a scalar type would else lead to the model that
 * has its name. Reserved words that Prisma's engine tells of at their place are left to it.
 */
export function reservedName({ kind, name }: Pick<Definition, 'kind' | 'name'>): Problem | undefined {
  const scalar = scalarTypes.includes(name);
  if (!scalar && !ofTheClient.has(name)) return undefined;
  return {
    code: 'RESERVED_NAME',
    message: `"${name}" can't be the name of ${kind === 'enum' ? 'an enum' : `a ${kind}`}: ${scalar ? "it is one of Prisma's own types" : "Prisma's client has that name for something of its own"}.`,
    hint: 'choose another name; `@@map` keeps the name of the table',
  };
}
