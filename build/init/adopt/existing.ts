import { type Block, isOwnedKind, type OwnedKind } from '../../composer/schema/block';
import { parseSchema } from '../../composer/schema/parse';

/** A schema file of an application, relative to its root. */
export interface SchemaFile {
  file: string;
  text: string;
}

/** A model, enum, view or type of an existing schema, with the comments above it. */
export interface Piece {
  file: string;
  kind: OwnedKind;
  name: string;
  /** As it was written. */
  text: string;
  /** The piece above it in its file. */
  after: string | undefined;
  /** The line breaks between the two. */
  gap: string;
}

/** An existing schema, in parts. */
export interface ExistingSchema {
  pieces: Piece[];
  /** Its datasource and generators, each with the file that has it. */
  settings: { file: string; block: Block }[];
}

/** Takes a schema apart. All but the datasource and the generators is in the pieces to the letter, comments included. */
export function takeApart(files: readonly SchemaFile[]): ExistingSchema {
  const schema: ExistingSchema = { pieces: [], settings: [] };
  for (const { file, text } of files) {
    const own: Piece[] = [];
    let above = '';
    let from = 0;
    for (const block of parseSchema(text).blocks) {
      above += text.slice(from, block.offset);
      from = lineEnd(text, block.end);
      if (isOwnedKind(block.kind)) {
        const whole = above + text.slice(block.offset, from);
        const [gap = ''] = /^\s*/.exec(whole) ?? [];
        const { kind, name } = block;
        own.push({ file, kind, name, text: whole.slice(gap.length), gap, after: own.at(-1)?.name });
        above = '';
      } else {
        schema.settings.push({ file, block });
        // With the empty lines that would be left.
        from += /^\s*/.exec(text.slice(from))?.[0].length ?? 0;
      }
    }
    const last = own.at(-1);
    if (last !== undefined) last.text += (above + text.slice(from)).trimEnd();
    schema.pieces.push(...own);
  }
  return schema;
}

/** The text of a schema file with these pieces. */
export function putTogether(pieces: readonly Piece[]): string {
  const texts = pieces.map(({ text, gap, after, file }, index) => {
    const above = pieces[index - 1];
    if (above === undefined) return text;
    return (above.file === file && above.name === after && gap.includes('\n') ? gap : '\n\n') + text;
  });
  return `${texts.join('')}\n`;
}

/** Behind the comment that may follow a block, before the line break. */
function lineEnd(text: string, offset: number): number {
  return offset + (/^.*/.exec(text.slice(offset))?.[0].length ?? 0);
}
