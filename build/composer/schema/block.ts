export const ownedKinds = ['model', 'enum', 'view', 'type'] as const;

/** The blocks that a component schema may have. */
export type OwnedKind = (typeof ownedKinds)[number];

export type BlockKind = OwnedKind | 'datasource' | 'generator';

/** A block of a schema, from its keyword through its closing brace. Offsets count UTF-16 units of the text. */
export interface Block {
  kind: BlockKind;
  name: string;
  /** The author's text, with the comments inside. */
  text: string;
  offset: number;
  end: number;
  nameOffset: number;
}

/** A part of the text that is not a valid block. */
export interface Flaw {
  code:
    | 'NESTED_TOO_DEEP'
    | 'UNKNOWN_BLOCK'
    | 'UNOPENED_BLOCK'
    | 'UNCLOSED_BLOCK'
    | 'CROWDED_BRACE'
    | 'UNCLOSED_COMMENT'
    | 'STRAY_BRACE';
  message: string;
  hint: string;
  /** The part that is hidden from Prisma, since it is diagnosed here. */
  offset: number;
  end: number;
  /** Where it is shown. @default at its start */
  at?: number;
  /** The name of the block that it would have been. */
  name?: string;
}

/** A parsed component schema. */
export interface ParsedSchema {
  blocks: Block[];
  flaws: Flaw[];
}

export function isOwnedKind(kind: BlockKind): kind is OwnedKind {
  return ownedKinds.some((owned) => owned === kind);
}
