import { directivesIn } from '../../schema/members/directives';
import type { Directive } from '../../schema/members/member';
import type { ComponentSchema } from '../composition';
import type { Whole } from '../part';

/**
 * The texts of the component schemas with directives as plain comments: a directive is not documentation of a model or
 * field. Length and lines stay the same. Texts without directives are left out.
 */
export function quietTexts(
  schemas: Iterable<ComponentSchema>,
  wholes: Iterable<Whole>,
): ReadonlyMap<string, string> {
  const directives = new Map<string, Directive[]>();
  for (const schema of schemas) {
    if (/@(?:extends|inverse)/.test(schema.text)) directives.set(schema.file, betweenBlocks(schema));
  }
  for (const { owner, extensions } of wholes) {
    for (const { schema, body, closed } of [owner, ...extensions]) {
      if (closed)
        directives.get(schema.file)?.push(...body.members.flatMap((each) => each.directives), ...body.loose);
    }
  }
  const texts = new Map<string, string>();
  for (const { file, text } of schemas) {
    const found = directives.get(file);
    const right = found?.filter(({ wrong }) => wrong === undefined) ?? [];
    if (right.length > 0) texts.set(file, quiet(text, right));
  }
  return texts;
}

function betweenBlocks({ text, parsed }: ComponentSchema): Directive[] {
  const ends = [0, ...parsed.blocks.map(({ end }) => end)];
  const begins = [...parsed.blocks.map(({ offset }) => offset), text.length];
  return ends.flatMap((end, index) => directivesIn(text, end, begins[index] ?? end));
}

/** Replaces the third slash of each with a blank. */
function quiet(text: string, directives: readonly Directive[]): string {
  let quieted = '';
  let at = 0;
  for (const offset of directives.map((each) => each.offset + 2).sort((a, b) => a - b)) {
    quieted += `${text.slice(at, offset)} `;
    at = offset + 1;
  }
  return quieted + text.slice(at);
}
