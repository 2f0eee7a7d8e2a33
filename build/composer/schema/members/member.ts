/** A line of a block's body; with a comment that continues after its end, all the lines of that comment. */
export interface BodyLine {
  /** Where it starts; the first one starts after the `{`. */
  offset: number;
  /** Where it ends, before its line break. */
  end: number;
  /** The part that is not a comment. */
  code?: { offset: number; end: number };
  /** The comment after the code, or the last one of a line without code. */
  comment?: { offset: number; kind: '//' | '///' | '/*' };
}

/** A directive of the composer in a doc comment, such as `/// @inverse orders`. */
export interface Directive {
  name: 'extends' | 'inverse';
  argument: string;
  offset: number;
  end: number;
  /**
   * Set when it only looks like one: in a doc comment, where it would become documentation of the client, or in another
   * comment.
   */
  wrong?: 'spelling' | 'comment';
}

/** A comment that looks like a directive and is not one, and the member below it or beside it. */
export interface NearMiss {
  directive: Directive;
  member?: Member;
}

/** The type of a field, as it is written. */
export interface FieldType {
  name: string;
  list: boolean;
  optional: boolean;
}

/** What a body contains beside comments. Offsets count UTF-16 units of the component schema's text. */
export interface Member {
  /** `other` is a line that is none of the three: Prisma checks it. */
  kind: 'field' | 'value' | 'attribute' | 'other';
  /** Of a block attribute without its `@@`. */
  name: string;
  /** The code, without comments. */
  offset: number;
  end: number;
  /** Only of a field. */
  type?: FieldType;
  /** The attributes of a field or value, the arguments of a block attribute. */
  rest: string;
  /** In the doc comments above it and after it, also those with a wrong spelling. */
  directives: Directive[];
  line: BodyLine;
}

/** A block's parsed body. */
export interface Body {
  /** After the `{`. */
  offset: number;
  /** Of the closing `}`. */
  end: number;
  lines: BodyLine[];
  members: Member[];
  /** Directives that belong to no member. */
  loose: Directive[];
  nearMisses: NearMiss[];
}
