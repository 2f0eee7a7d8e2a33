import { isOwnedKind } from '../../schema/block';
import type { Directive } from '../../schema/members/member';
import type { ComponentSchema, Definition } from '../composition';
import { extensionBlocks, reportNearMiss } from '../extensions/directives';
import type { Findings, Problem } from '../findings';
import { Part, type Whole } from '../part';
import { Lines } from '../weaving/lines';
import type { LinedSchema } from '../weaving/weave';
import { Duplicates, duplicate } from './duplicates';
import { reservedName } from './reserved';

/** Who owns what, and who extends what, in all component schemas. Add them component by component. */
export class Survey {
  readonly schemas: LinedSchema[] = [];
  /** By name: models, enums, views and types share one namespace. */
  readonly wholes = new Map<string, Whole>();
  readonly extensions: Part[] = [];
  readonly #suspects: { part: Part; near: readonly Directive[] }[] = [];
  readonly #duplicates = new Duplicates();
  readonly #findings: Findings;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  add(schema: ComponentSchema): void {
    const { file, parsed } = schema;
    const lines = new Lines(schema.text);
    this.schemas.push({ schema, lines });
    for (const flaw of parsed.flaws) {
      const { code, message, hint, offset, at = offset } = flaw;
      this.#findings.hide(file, flaw);
      this.#findings.report({ file, ...lines.placeOf(at) }, () => ({ code, message, hint }));
    }
    const unclosed = new Set(parsed.flaws.map(({ offset }) => offset));
    const { extending, suspected } = extensionBlocks(schema, lines, this.#findings);
    for (const block of parsed.blocks) {
      if (isOwnedKind(block.kind)) {
        const part = new Part(schema, block, lines, !unclosed.has(block.offset));
        const near = suspected.get(block);
        if (extending.has(block)) this.extensions.push(part);
        else if (near !== undefined) this.#suspects.push({ part, near });
        else this.#own(part);
      } else {
        const { kind } = block;
        this.#findings.report({ file, ...lines.placeOf(block.offset) }, () => forbidden(kind));
        this.#findings.hide(file, { offset: block.offset, end: block.end });
      }
    }
    if (parsed.blocks.length === 0 && parsed.flaws.length === 0) this.#findings.warn({ file }, empty);
  }

  /** Decides about the blocks with a comment above that may have been meant as `/// @extends`. */
  finish(): void {
    for (const { part, near } of this.#suspects) {
      const { schema, lines, block } = part;
      const owner = this.wholes.get(block.name)?.definition.component;
      const extended = owner !== undefined && owner !== schema.component;
      const severity = extended ? 'error' : 'warning';
      for (const directive of near) reportNearMiss(directive, { schema, lines, severity }, this.#findings);
      // Only its author knows what else is wrong with it.
      if (extended) this.#findings.hide(schema.file, { offset: block.offset, end: block.end });
      else this.#own(part);
    }
  }

  #own(part: Part) {
    const { kind, name, offset, end } = part.block;
    if (!isOwnedKind(kind)) return;
    const { file, line, column } = part.name;
    const definition: Definition = { kind, name, component: part.schema.component, file, line, column };
    const reserved = reservedName(definition);
    const first = this.#duplicates.add(definition);
    if (reserved === undefined && first === undefined) {
      this.wholes.set(name, { definition, owner: part, extensions: [] });
      return;
    }
    this.#findings.hide(file, { offset, end, name });
    if (reserved !== undefined) this.#findings.report(part.name, () => reserved);
    else if (first !== undefined) this.#findings.report(part.name, () => duplicate(definition, first));
  }
}

function forbidden(kind: 'datasource' | 'generator'): Problem {
  return {
    code: kind === 'datasource' ? 'DATASOURCE_IN_COMPONENT' : 'GENERATOR_IN_COMPONENT',
    message: `A component schema can't have a ${kind}: the composer writes one for the whole database.`,
    hint:
      kind === 'datasource'
        ? 'remove the block; the connection comes from DATABASE_URL'
        : 'remove the block; the client is generated for all components together',
  };
}

function empty(): Problem {
  return {
    code: 'EMPTY_SCHEMA',
    message: 'This component schema has no model or enum.',
    hint: 'write a model, or delete the file',
  };
}
