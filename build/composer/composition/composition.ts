import type { Block, OwnedKind } from '../schema/block';

/** Lines of a composed file that came, one by one, from lines of another file. Lines are 1-based. */
export interface Origin {
  /** The first of these lines in the composed file. */
  line: number;
  count: number;
  /** The file they came from, relative to the root, and the line of the first one there. */
  file: string;
  sourceLine: number;
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
}

/** A block with the component schema it stands in. */
export interface OwnedBlock extends Block {
  component: string;
  file: string;
}
