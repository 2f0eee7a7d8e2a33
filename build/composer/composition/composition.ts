import type { Place } from '../../diagnostics/diagnostic';
import type { OwnedTable } from '../../ownership/table';
import type { HeldName } from '../names/kind';
import type { OwnedKind, ParsedSchema } from '../schema/block';
import type { SchemaSource } from '../sources/source';
import type { Tile } from './tiles';
import type { SourceRange } from './weaving/origin';

/** A component schema and its parts. */
export interface ComponentSchema extends SchemaSource {
  parsed: ParsedSchema;
}

/** Lines of a composed file that came, one by one, from lines of another file. Lines are 1-based. */
export interface Origin {
  /** The first of these lines in the composed file. */
  line: number;
  count: number;
  /** The file they came from, relative to the root, and the line of the first one there. */
  file: string;
  sourceLine: number;
  /** Columns beyond this many were written by the composer. */
  width?: number;
  /** The lines are the composer's own; what is wrong with them is told here. */
  because?: SourceRange;
}

/** A stretch of a composed file that Prisma need not see, since it is diagnosed already. Offsets in UTF-16 units. */
export interface Hidden {
  offset: number;
  end: number;
  /** What would have been defined here: that it is missing now is no news. */
  name?: string;
}

/** A file of a composed schema. */
export interface ComposedFile {
  /** Its name in the published folder. */
  name: string;
  /** The component schema that most of it comes from; none of the file with the datasource. */
  source?: string;
  text: string;
  /** Sorted by line; a line in none of them was written by the composer. */
  origins: Origin[];
  hidden: Hidden[];
}

/** A model, enum, view or composite type, and the component that owns it. */
export interface Definition {
  kind: OwnedKind;
  name: string;
  component: string;
  file: string;
  line: number;
  column: number;
}

/** What composing yields. */
export interface Composition {
  /** Sorted by name. */
  files: ComposedFile[];
  definitions: Definition[];
  /** By component, then line, of the fields that ask for them. */
  relations: AddedRelation[];
  /** What each component owns, and what ties it to others. */
  tiles: Tile[];
  /** By file and line. */
  extensions: Extension[];
  /** What it asks the database for; good only when nothing is wrong. */
  tables: OwnedTable[];
  /** Every name that the database will hold of it. */
  names: readonly HeldName[];
}

/** A back-relation that the composer added, since nobody wrote it. */
export interface AddedRelation {
  /** The model that it was added to, and the component that owns that model. */
  model: string;
  component: string;
  /** Its name and type: `orders` and `Order[]`. */
  field: string;
  type: string;
  /** The field whose opposite it is. */
  opposite: Place & { model: string; field: string; component: string };
}

/** What a component adds to a model or enum of another one. */
export interface Extension extends Place {
  component: string;
  /** What is extended, and the component that owns it. */
  kind: OwnedKind;
  name: string;
  owner: string;
  /** Fields, values and block attributes, such as `orders` and `@@index`; in the order in which they are written. */
  members: string[];
}
