import type { Part, Whole } from '../composition/part';
import type { HeldName } from './kind';

/** A name that the database will have, and its source. There may be very many: messages are built only when shown. */
export interface DatabaseName extends HeldName {
  whole: Whole;
  /** The field or value; undefined for a name of the whole block. */
  field?: string;
  /** The place that needs it. */
  part: Part;
  spot: { offset: number; end: number };
  /** It is not written: Prisma or PostgreSQL derives it from the names of table and columns. */
  made?: boolean;
  /** A name that is derived from it would be too long. */
  tooLong?: boolean;
  /** The relation's two fields are written: each needs its name. */
  bothSides?: boolean;
}
