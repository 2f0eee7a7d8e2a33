import type { Block } from '../schema/block';
import { parseBody } from '../schema/members/body';
import type { Body, Member } from '../schema/members/member';
import type { ComponentSchema, Definition } from './composition';
import type { Lines } from './weaving/lines';
import type { SourceRange } from './weaving/origin';

/** A block in its component schema: the owner's block of a model or enum, or an extension of it. */
export class Part {
  #body: Body | undefined;
  readonly #refused = new Set<Member>();

  constructor(
    readonly schema: ComponentSchema,
    readonly block: Block,
    readonly lines: Lines,
    /** Whether it has its closing brace. */
    readonly closed: boolean,
  ) {}

  /** Only of a closed block. */
  get body(): Body {
    this.#body ??= parseBody(this.schema.text, this.block);
    return this.#body;
  }

  /** The members that count: without the refused ones. */
  get members(): readonly Member[] {
    const { members } = this.body;
    return this.#refused.size === 0 ? members : members.filter((member) => !this.#refused.has(member));
  }

  refuse(member: Member): void {
    this.#refused.add(member);
  }

  get name(): SourceRange {
    const { nameOffset, name } = this.block;
    return this.range(nameOffset, nameOffset + name.length);
  }

  range(offset: number, end: number): SourceRange {
    const from = this.lines.placeOf(offset);
    const to = this.lines.placeOf(end);
    return { file: this.schema.file, ...from, endLine: to.line, endColumn: to.column };
  }
}

/** A model, enum, view or composite type with all its parts. */
export interface Whole {
  definition: Definition;
  owner: Part;
  /** By component, then line. */
  extensions: Part[];
}

/** Whether a field's type is a model or view: then the field is not a column. */
export function isModelType(wholes: ReadonlyMap<string, Whole>, type: string): boolean {
  const kind = wholes.get(type)?.definition.kind;
  return kind === 'model' || kind === 'view';
}
