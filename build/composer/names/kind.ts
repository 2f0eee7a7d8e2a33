/** What a name of the database is of; an implicit many-to-many relation has a `join table` and two `join index`. */
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

/** A name that the database holds. */
export interface HeldName {
  kind: NameKind;
  name: string;
  /** The table of a column or constraint, the enum of a value: there alone the name is taken. */
  within?: string;
}
