/** What has a name in the database; an implicit many-to-many relation has a `join table` and two `join index`. */
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

/** A name in the database. */
export interface HeldName {
  kind: NameKind;
  name: string;
  /** The table of a column or constraint, the enum of a value: the name is taken only within it. */
  within?: string;
}
