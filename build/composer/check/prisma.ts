import type * as PrismaSchema from '@prisma/prisma-schema-wasm';

/** The functions of Prisma's own schema engine that are used here. */
type Engine = Pick<typeof PrismaSchema, 'lint' | 'format' | 'get_dmmf'>;

let loaded: Engine | undefined;

/** A separate instance: if a schema makes it crash, the one that Prisma's generator uses still works. */
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

/** A WebAssembly instance that crashed may crash every time after: the next call gets a new one. */
export function forgetPrisma(): void {
  loaded = undefined;
}
