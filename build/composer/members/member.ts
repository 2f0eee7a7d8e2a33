/** A line of a block's body; with a comment that goes on behind its end, all the lines of that comment. */
export interface BodyLine {
  /** Where it begins; the first one begins behind the `{`. */
  offset: number;
  /** Where it ends, before its line break. */
  end: number;
  /** The stretch that is no comment. */
  code?: { offset: number; end: number };
  /** The comment behind the code, or the last one of a line without code. */
  comment?: { offset: number; kind: '//' | '///' | '/*' };
}

/** A directive of the composer in a doc comment, such as `/// @inverse orders`. */
export interface Directive {
  name: 'extends' | 'inverse';
  argument: string;
  offset: number;
  end: number;
  /**
   * It only looks as if it were meant as one: in a doc comment, where it would be documentation of the client, or in
   * another comment.
   */
  wrong?: 'spelling' | 'comment';
}

/** A comment that is no directive and looks like one, and the member below it or beside it. */
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

/** What a body holds beside comments. Offsets count UTF-16 units of the component schema's text. */
export interface Member {
  /** `other` is what Prisma will judge: a line that is none of the three. */
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
  /** In the doc comments above it and behind it, those of a wrong spelling too. */
  directives: Directive[];
  line: BodyLine;
}

/** A block's body, taken apart. */
export interface Body {
  /** Behind the `{`. */
  offset: number;
  /** Of the closing `}`. */
  end: number;
  lines: BodyLine[];
  members: Member[];
  /** Directives that stand at no member. */
  loose: Directive[];
  nearMisses: NearMiss[];
}
