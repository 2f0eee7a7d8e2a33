import type { Block } from '../../schema/block';
import { directivesIn, isDirectlyAbove } from '../../schema/members/directives';
import type { Directive } from '../../schema/members/member';
import type { SchemaSource } from '../../sources/source';
import type { ComponentSchema } from '../composition';
import type { Findings } from '../findings';
import type { Lines } from '../weaving/lines';

/** The blocks of a schema that extend a block of another component. */
export interface ExtensionBlocks {
  /** They have `/// @extends` directly above them. */
  extending: Set<Block>;
  /** They may be meant as such: a comment looks like the directive (not yet reported), or it is too far away. */
  suspected: Map<Block, Directive[]>;
}

/** Finds the extensions. Reports a directive between blocks that is above none, and so would do nothing. */
export function extensionBlocks(schema: ComponentSchema, lines: Lines, findings: Findings): ExtensionBlocks {
  const { text, parsed } = schema;
  const found: ExtensionBlocks = { extending: new Set(), suspected: new Map() };
  if (!/\/[/*][^\r\n]*@/.test(text)) return found;
  let from = 0;
  for (const block of [...parsed.blocks, undefined]) {
    const near: Directive[] = [];
    for (const directive of directivesIn(text, from, block?.offset ?? text.length)) {
      const above = block !== undefined && isDirectlyAbove(text, directive, block.offset);
      const isRight = directive.wrong === undefined;
      if (isRight && directive.name === 'extends' && above) found.extending.add(block);
      else if (isRight) reportMisplaced(directive, schema.file, lines, findings);
      else if (directive.name === 'extends' && above) near.push(directive);
      else reportNearMiss(directive, { schema, lines, severity: 'warning' }, findings);
      if (block !== undefined && directive.name === 'extends' && (isRight || above))
        found.suspected.set(block, near);
    }
    from = block?.end ?? from;
  }
  return found;
}

/** Reports a comment that looks like a directive and is not one. */
export function reportNearMiss(
  directive: Directive,
  { schema, lines, severity }: { schema: SchemaSource; lines: Lines; severity: 'error' | 'warning' },
  findings: Findings,
): void {
  const { line, column } = lines.placeOf(directive.offset);
  const place = {
    file: schema.file,
    line,
    column,
    endLine: line,
    endColumn: column + directive.end - directive.offset,
  };
  findings[severity === 'error' ? 'report' : 'warn'](place, () => {
    const { name, argument, wrong } = directive;
    const right = name === 'extends' ? '/// @extends' : `/// @inverse ${argument || 'name'}`;
    return {
      code: 'DIRECTIVE_UNKNOWN',
      message:
        wrong === 'comment'
          ? 'This looks like a directive, but only a comment with three slashes can be one.'
          : `This looks like the directive \`@${name}\`, but is not one.`,
      hint: `if you mean the directive, write \`${right}\` on its own line; otherwise reword the comment`,
    };
  });
}

/** Reports a directive at a place where it has no meaning. */
export function reportMisplaced(directive: Directive, file: string, lines: Lines, findings: Findings): void {
  const { line, column } = lines.placeOf(directive.offset);
  const endColumn = column + directive.end - directive.offset;
  findings.report({ file, line, column, endLine: line, endColumn }, () => ({
    code: 'DIRECTIVE_MISPLACED',
    message: `\`@${directive.name}\` does nothing here.`,
    hint:
      directive.name === 'extends'
        ? 'put it on the line directly above a `model` or `enum`, with no empty line between'
        : 'put it on the line above a relation field',
  }));
}
