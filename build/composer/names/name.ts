import type { Part, Whole } from '../composition/part';
import type { HeldName } from './kind';

/** A name that the database will hold, and who asks for it. There may be very many: nothing is worded before it is told. */
export interface DatabaseName extends HeldName {
  whole: Whole;
  /** The field or value; none of what is the whole block's. */
  field?: string;
  /** Where it is asked for. */
  part: Part;
  spot: { offset: number; end: number };
  /** Nobody wrote it: Prisma or PostgreSQL makes it of the names of table and columns. */
  made?: boolean;
  /** Something that is made of it would be. */
  tooLong?: boolean;
  /** The relation's two fields are written: each has to say its name. */
  bothSides?: boolean;
}
