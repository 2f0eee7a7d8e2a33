/** Prisma's own types of fields. */
export const scalarTypes: readonly string[] = [
  'String',
  'Boolean',
  'Int',
  'BigInt',
  'Float',
  'Decimal',
  'DateTime',
  'Json',
  'Bytes',
];

const builtIn = new Set([...scalarTypes, 'Unsupported']);

/** Whether Prisma knows the type without a block that defines it. */
export function isBuiltIn(type: string): boolean {
  return builtIn.has(type);
}
