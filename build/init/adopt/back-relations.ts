import type { ComponentSchema } from '../../composer/composition/composition';
import { Findings } from '../../composer/composition/findings';
import { Survey } from '../../composer/composition/owners/survey';
import { additionOf } from '../../composer/composition/relations/added';
import { sortSides } from '../../composer/composition/relations/sides/lone';
import { type Side, sidesOf } from '../../composer/composition/relations/sides/side';
import { formatText } from '../../composer/format/format-text';
import { parseAttributes } from '../../composer/schema/members/attributes';
import type { Member } from '../../composer/schema/members/member';
import { withoutLines } from './without-lines';

/**
 * Takes the back-relations between components out of their texts, by file: the composer adds them. Where it would choose
 * another name, the field with the foreign key gets `/// @inverse`. One that says more than its type stays, and so does a
 * many to many. A text in Prisma's format stays in it.
 */
export function withoutBackRelations(schemas: readonly ComponentSchema[]): Map<string, string> {
  const survey = new Survey(new Findings());
  for (const schema of schemas) survey.add(schema);
  survey.finish();
  const removed = new Map<string, Member[]>();
  const inserted = new Map<string, { offset: number; text: string }[]>();
  for (const [side, opposite] of sortSides(sidesOf(survey.wholes)).paired) {
    if (!isAdded(side, opposite)) continue;
    push(removed, opposite.part.schema.file, opposite.member);
    if (additionOf(side).field === opposite.member.name) continue;
    const { offset } = side.member.line;
    const indent = side.part.schema.text.slice(offset, side.member.offset);
    const text = `${indent}/// @inverse ${opposite.member.name}\n`;
    push(inserted, side.part.schema.file, { offset, text });
  }
  return new Map(
    schemas.map(({ file, text }) => {
      const edited = withoutLines(text, removed.get(file) ?? [], inserted.get(file) ?? []);
      const formatted = edited === text || !isFormatted(text) ? undefined : formatText(edited);
      return [file, formatted !== undefined && 'text' in formatted ? formatted.text : edited];
    }),
  );
}

/** Whether the composer adds just this opposite. */
function isAdded(side: Side, opposite: Side): boolean {
  if (side.key === undefined || opposite.key !== undefined) return false;
  if (side.part.schema.component === opposite.part.schema.component) return false;
  if (side.member.directives.length > 0 || opposite.member.directives.length > 0) return false;
  const { name, list, optional } = opposite.type;
  if (additionOf(side).type !== `${name}${list ? '[]' : optional ? '?' : ''}`) return false;
  return saysNothingMore(opposite);
}

function saysNothingMore({ part, member }: Side): boolean {
  const { lines } = part.body;
  const above = lines[lines.indexOf(member.line) - 1];
  const documented = above?.code === undefined && above?.comment !== undefined;
  return (
    !documented &&
    member.line.comment === undefined &&
    parseAttributes(member.rest).every(({ name }) => name === 'relation' || name === 'ignore')
  );
}

function isFormatted(text: string): boolean {
  const formatted = formatText(text);
  return 'text' in formatted && formatted.text === text;
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}
