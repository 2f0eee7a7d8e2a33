import { nearest } from '../../../diagnostics/nearest';
import type { Findings, Problem } from '../findings';
import { isModelType, type Part, type Whole } from '../part';
import { reportConflicts } from './conflicts';

/**
 * Adds each extension to the owner's block. Reports and hides an extension that can't be added, so that the wholes have
 * only valid ones. Extensions come by component, then line.
 */
export function joinExtensions(
  wholes: ReadonlyMap<string, Whole>,
  extensions: readonly Part[],
  findings: Findings,
): void {
  for (const part of extensions) {
    const whole = wholes.get(part.block.name);
    const problem = whole && mismatch(part, whole);
    if (whole === undefined) findings.report(part.name, () => nothingToExtend(part, wholes));
    else if (problem !== undefined) findings.report(part.name, () => problem);
    if (problem !== undefined || whole === undefined || !whole.owner.closed || !part.closed) {
      findings.hide(part.schema.file, { offset: part.block.offset, end: part.block.end });
    } else {
      whole.extensions.push(part);
    }
  }
  const isModel = (type: string): boolean => isModelType(wholes, type);
  for (const whole of wholes.values()) {
    if (whole.extensions.length > 0) reportConflicts(whole, isModel, findings);
  }
}

function mismatch({ block, schema }: Part, { definition, owner }: Whole): Problem | undefined {
  const related = [{ ...placeOf(owner), message: `the ${definition.kind} is here` }];
  if (definition.kind !== block.kind) {
    return {
      code: 'EXTENDS_OTHER_KIND',
      message: `"${block.name}" is extended as ${block.kind}, but it is a ${definition.kind} of "${definition.component}".`,
      hint: `write \`${definition.kind} ${block.name}\`, or name the ${block.kind} you mean`,
      related,
    };
  }
  if (definition.component !== schema.component) return undefined;
  return {
    code: 'EXTENDS_OWN',
    message: `The ${block.kind} "${block.name}" belongs to "${schema.component}" itself.`,
    hint: `write the lines into the ${block.kind} itself; \`/// @extends\` is for those of other components`,
    related,
  };
}

function nothingToExtend({ block, schema }: Part, wholes: ReadonlyMap<string, Whole>): Problem {
  const others = [...wholes.values()].filter(
    ({ definition }) => definition.component !== schema.component && definition.kind === block.kind,
  );
  const name = nearest(
    block.name,
    others.map(({ definition }) => definition.name),
  );
  const near = name === undefined ? undefined : wholes.get(name);
  return {
    code: 'NOTHING_TO_EXTEND',
    message: `No component owns a ${block.kind} "${block.name}" that could be extended.`,
    hint:
      near === undefined
        ? 'remove `/// @extends` to own it here, or add the component that owns it'
        : `did you mean "${near.definition.name}" of "${near.definition.component}"?`,
    ...(near === undefined
      ? {}
      : { related: [{ ...placeOf(near.owner), message: 'the nearest name is here' }] }),
  };
}

function placeOf(part: Part): { file: string; line: number; column: number } {
  const { file, line, column } = part.name;
  return { file, line, column };
}
