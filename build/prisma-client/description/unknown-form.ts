/** Prisma described a schema in an unknown way: its client must be generated as a whole. */
export class UnknownForm extends Error {}
