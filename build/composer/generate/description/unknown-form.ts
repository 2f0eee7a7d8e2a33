/** Prisma described a schema in a way that is not known here: its client is to be generated as a whole. */
export class UnknownForm extends Error {}
