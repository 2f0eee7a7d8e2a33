import type * as PrismaSchema from '@prisma/prisma-schema-wasm';

/** What is used of Prisma's own schema engine. */
type Engine = Pick<typeof PrismaSchema, 'lint' | 'format'>;

let loaded: Engine | undefined;

/** An instance of our own: one that broke down over a schema is not the one that Prisma's generator uses. */
export function prisma(): Engine {
  if (loaded !== undefined) return loaded;
  const id = require.resolve('@prisma/prisma-schema-wasm');
  const others = require.cache[id];
  delete require.cache[id];
  const own: typeof PrismaSchema = require(id);
  delete require.cache[id];
  if (others !== undefined) require.cache[id] = others;
  loaded = own;
  return own;
}

/** A WebAssembly instance that broke down once may do so for ever: the next call gets a new one. */
export function forgetPrisma(): void {
  loaded = undefined;
}
