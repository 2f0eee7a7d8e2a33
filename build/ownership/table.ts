/** Something in the database that a component's schema asks for. */
export interface OwnedTable {
  /** Its name in the database, less that of a Postgres schema. */
  name: string;
  /** A `join` table holds an implicit many-to-many relation. */
  kind: 'table' | 'join' | 'enum';
  /** The model or enum; of a join table both models. */
  models: string[];
  /** The components that own those. */
  owners: string[];
  /** Is in the database, though no migration is seen to make it: pushed, or made in the body of a function. */
  unmigrated?: true;
}

/** What is to become of a table that no component asks for any more. */
export type Decision = 'keep' | 'drop';

/** A table that is in the database and that no component asks for any more. */
export interface RemovedTable extends OwnedTable {
  decision?: Decision;
  /** What components among its owners were called before their folder was renamed. */
  formerly?: string[];
}
