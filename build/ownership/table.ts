/** A table or type in the database that comes from a component's schema. */
export interface OwnedTable {
  /** Its name in the database, without the Postgres schema. */
  name: string;
  /** A `join` table holds an implicit many-to-many relation. */
  kind: 'table' | 'join' | 'enum';
  /** The model or enum; of a join table both models. */
  models: string[];
  /** The components that own those. */
  owners: string[];
  /** It is in the database, but no migration shows it: pushed, or created in the body of a function. */
  unmigrated?: true;
}

/** What to do with a table that no component has any more. */
export type Decision = 'keep' | 'drop';

/** A table that is in the database and that no component has any more. */
export interface RemovedTable extends OwnedTable {
  decision?: Decision;
  /** Former names of owners whose folder was renamed. */
  formerly?: string[];
}
