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

/** Lines of a composed file that were copied, one by one, from lines of another file. Lines are 1-based. */
export interface Origin {
  /** The first of these lines in the composed file. */
  line: number;
  count: number;
  /** The file they came from, relative to the root, and the line of the first one there. */
  file: string;
  sourceLine: number;
  /** The composer wrote the columns after this one. */
  width?: number;
  /** Set when the composer wrote the lines: their problems are reported here. */
  because?: SourceRange;
}

/** A part of a composed file that is hidden from Prisma, since it is diagnosed already. Offsets in UTF-16 units. */
export interface Hidden {
  offset: number;
  end: number;
  /** The name that would have been defined here: that it is missing is not reported again. */
  name?: string;
}

/** A file of a composed schema. */
export interface ComposedFile {
  /** Its name in the published folder. */
  name: string;
  /** The component schema that most of it comes from; the file with the datasource has none. */
  source?: string;
  text: string;
  /** Sorted by line; the composer wrote the lines that are in none of them. */
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

/** The result of composing. */
export interface Composition {
  /** Sorted by name. */
  files: ComposedFile[];
  definitions: Definition[];
  /** By component, then line, of the fields that need them. */
  relations: AddedRelation[];
  /** What each component owns, and how it is related to others. */
  tiles: Tile[];
  /** By file and line. */
  extensions: Extension[];
  /** The tables that it needs; valid only without errors. */
  tables: OwnedTable[];
  /** Every name that it will have in the database. */
  names: readonly HeldName[];
}

/** A back-relation that the composer added, since no component has it. */
export interface AddedRelation {
  /** The model to which it was added, and the component that owns that model. */
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
  /** The extended model or enum, and the component that owns it. */
  kind: OwnedKind;
  name: string;
  owner: string;
  /** Fields, values and block attributes, such as `orders` and `@@index`, in the order in the file. */
  members: string[];
}
