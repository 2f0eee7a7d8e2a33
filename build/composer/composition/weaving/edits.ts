import type { Member } from '../../schema/members/member';
import type { Part, Whole } from '../part';
import type { Addition } from '../relations/added';
import type { Weaver } from './weave';

/** A change of a component schema on its way into its composed file. */
export interface Edit {
  /** Leaves out the text from here to there. */
  at: number;
  until: number;
  /** Writes the replacement. */
  apply(weaver: Weaver): void;
}

/** What changes on the way into the composed files, by component schema. */
export function editsOf(
  wholes: Iterable<Whole>,
  additions: ReadonlyMap<Whole, readonly Addition[]>,
): ReadonlyMap<string, Edit[]> {
  const edits = new Map<string, Edit[]>();
  const add = ({ schema: { file } }: Part, edit: Edit): void => {
    const before = edits.get(file);
    if (before === undefined) edits.set(file, [edit]);
    else before.push(edit);
  };
  for (const whole of wholes) {
    const added = additions.get(whole) ?? [];
    if (whole.extensions.length === 0 && added.length === 0) continue;
    add(whole.owner, insertion(whole, added));
    for (const part of whole.extensions) add(part, removal(part, whole));
  }
  for (const each of edits.values()) each.sort((a, b) => a.at - b.at);
  return edits;
}

/** Adds the extensions and back-relations to the owner's block, just before its closing brace. */
function insertion({ owner, extensions }: Whole, added: readonly Addition[]): Edit {
  const at = lineOrOffset(owner, owner.body.end);
  return {
    at,
    until: at,
    apply(weaver) {
      // Without the empty line and the heading, a doc comment at the end of the block would document the field below.
      for (const part of extensions) {
        weaver.write('');
        weaver.write(`  // Extended by the component "${part.schema.component}".`);
        moveBody(weaver, part);
      }
      if (added.length === 0) return;
      weaver.write('');
      weaver.write('  // Back-relations, added by Prismosaic.');
      for (const { side, text } of added) {
        const { part, member, whole } = side;
        const because = part.range(member.offset, member.end);
        const of = `${whole.definition.name}.${member.name}`;
        weaver.write(`  ${text} // of ${of}, from ${placeOf(part, member)}`, because);
      }
    },
  };
}

/** The whole body of an extension, with comments; a remark after each member says where it came from. */
function moveBody(weaver: Weaver, part: Part): void {
  const { body, schema } = part;
  const remarks = new Map(body.members.map((member) => [member.line, `// from ${placeOf(part, member)}`]));
  const isBlank = ({ offset, end }: { offset: number; end: number }): boolean =>
    schema.text.slice(offset, end).trim() === '';
  const first = body.lines.findIndex((line) => !isBlank(line));
  const last = body.lines.findLastIndex((line) => !isBlank(line));
  for (const line of first === -1 ? [] : body.lines.slice(first, last + 1)) {
    const remark = remarks.get(line);
    // After a doc comment it would become part of the documentation.
    const behind = line.comment === undefined || line.comment.kind === '//';
    if (remark !== undefined && !behind) weaver.write(`  ${remark}`);
    if (isBlank(line)) weaver.write('');
    else weaver.copy(part, line.offset, line.end);
    if (remark !== undefined && behind) weaver.remark(` ${remark}`);
  }
}

/** The place where an extension was. Its doc comment stays there, and must not document the next block. */
function removal(part: Part, { definition }: Whole): Edit {
  const { text } = part.schema;
  const { offset, end } = part.block;
  const rest = /[ \t]*(?:\r\n|\n|\r|$)/y;
  rest.lastIndex = end;
  const until = rest.test(text) ? rest.lastIndex : end;
  return {
    at: lineOrOffset(part, offset),
    until,
    apply(weaver) {
      weaver.write(
        `// These lines of the ${definition.kind} ${definition.name} are in ${definition.component}.prisma.`,
      );
      if (until < text.length && !/[\r\n]/.test(text.charAt(until))) weaver.write('');
    },
  };
}

/** Where the line of an offset starts, if nothing is before the offset on that line; otherwise the offset. */
function lineOrOffset({ schema, lines }: Part, offset: number): number {
  const start = offset - lines.placeOf(offset).column + 1;
  return schema.text.slice(start, offset).trim() === '' ? start : offset;
}

function placeOf(part: Part, { offset, end }: Member): string {
  const { file, line } = part.range(offset, end);
  return `${file}:${line}`;
}
