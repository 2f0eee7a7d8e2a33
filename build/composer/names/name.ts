import type { Part } from '../composition/part';

/** Of a `join index` and a `join table` an implicit many-to-many relation is the source. */
export type NameKind =
  | 'table'
  | 'view'
  | 'join table'
  | 'join index'
  | 'primary key'
  | 'index'
  | 'sequence'
  | 'enum'
  | 'list type'
  | 'constraint'
  | 'column'
  | 'value';

/** A name that the database will hold. */
export interface DatabaseName {
  kind: NameKind;
  name: string;
  /** The table of a column or constraint, the enum of a value: there alone the name is taken. */
  within?: string;
  /** What has the name, as a person calls it: `the table of the model "Order"`. */
  what: string;
  /** The part of a component schema that asks for it. */
  part: Part;
  offset: number;
  end: number;
  /** What another name may be made of. */
  subject: string;
  /** Nobody wrote it: Prisma or PostgreSQL makes it of the names of table and columns. */
  made?: boolean;
  /** Something that is made of it would be. */
  tooLong?: boolean;
  /** The relation's two fields are written: each has to say its name. */
  bothSides?: boolean;
}
