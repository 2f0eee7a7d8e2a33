import type { ComponentSchema } from '../composition/composition';
import type { Findings } from '../composition/findings';
import type { Lines } from '../composition/weaving/lines';
import { directivesIn, isDirectlyAbove } from '../members/directives';
import type { Directive } from '../members/member';
import type { Block } from '../schema/block';

/**
 * The blocks that have `/// @extends` directly above them. A directive between blocks that stands above none, and so
 * would do nothing, is told.
 */
export function extensionBlocks(schema: ComponentSchema, lines: Lines, findings: Findings): Set<Block> {
  const { text, parsed } = schema;
  const extending = new Set<Block>();
  if (!/@(?:extends|inverse)/.test(text)) return extending;
  let from = 0;
  for (const block of parsed.blocks) {
    for (const directive of directivesIn(text, from, block.offset)) {
      if (directive.name === 'extends' && isDirectlyAbove(text, directive, block.offset))
        extending.add(block);
      else tellMisplaced(directive, schema.file, lines, findings);
    }
    from = block.end;
  }
  for (const directive of directivesIn(text, from, text.length)) {
    tellMisplaced(directive, schema.file, lines, findings);
  }
  return extending;
}

/** Tells a directive that stands where it has no meaning. */
export function tellMisplaced(directive: Directive, file: string, lines: Lines, findings: Findings): void {
  const { line, column } = lines.placeOf(directive.offset);
  const endColumn = column + directive.end - directive.offset;
  findings.tell({ file, line, column, endLine: line, endColumn }, () => ({
    code: 'DIRECTIVE_MISPLACED',
    message: `\`@${directive.name}\` does nothing here.`,
    hint:
      directive.name === 'extends'
        ? 'put it on the line directly above a `model` or `enum`, with no empty line between'
        : 'put it on the line above a relation field',
  }));
}
