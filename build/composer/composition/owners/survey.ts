import { extensionBlocks, tellNearMiss } from '../../extensions/directives';
import type { Directive } from '../../members/member';
import { isOwnedKind } from '../../schema/block';
import type { ComponentSchema, Definition } from '../composition';
import type { Findings, Problem } from '../findings';
import { Part, type Whole } from '../part';
import { Lines } from '../weaving/lines';
import type { Fabric } from '../weaving/weave';
import { Duplicates, duplicate } from './duplicates';
import { reservedName } from './reserved';

/** Who owns what, and who extends what, in all component schemas. They are added by component. */
export class Survey {
  readonly fabrics: Fabric[] = [];
  /** By name: models, enums, views and types share one space of names. */
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
    this.fabrics.push({ schema, lines });
    for (const flaw of parsed.flaws) {
      const { code, message, hint, offset, at = offset } = flaw;
      this.#findings.hide(file, flaw);
      this.#findings.tell({ file, ...lines.placeOf(at) }, () => ({ code, message, hint }));
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
        this.#findings.tell({ file, ...lines.placeOf(block.offset) }, () => forbidden(kind));
        this.#findings.hide(file, { offset: block.offset, end: block.end });
      }
    }
    if (parsed.blocks.length === 0 && parsed.flaws.length === 0) this.#findings.warn({ file }, empty);
  }

  /** Settles the blocks above which something stands that may have been meant as `/// @extends`. */
  finish(): void {
    for (const { part, near } of this.#suspects) {
      const { schema, lines, block } = part;
      const owner = this.wholes.get(block.name)?.definition.component;
      const extended = owner !== undefined && owner !== schema.component;
      const severity = extended ? 'error' : 'warning';
      for (const directive of near) tellNearMiss(directive, { schema, lines, severity }, this.#findings);
      // What else is wrong with it, only its author could say.
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
    if (reserved !== undefined) this.#findings.tell(part.name, () => reserved);
    else if (first !== undefined) this.#findings.tell(part.name, () => duplicate(definition, first));
  }
}

function forbidden(kind: 'datasource' | 'generator'): Problem {
  return {
    code: kind === 'datasource' ? 'DATASOURCE_IN_COMPONENT' : 'GENERATOR_IN_COMPONENT',
    message: `A component schema can't hold a ${kind}: the composer writes the one of the whole database.`,
    hint:
      kind === 'datasource'
        ? 'take the block out; the connection comes from DATABASE_URL'
        : 'take the block out; the client is generated for all components together',
  };
}

function empty(): Problem {
  return {
    code: 'EMPTY_SCHEMA',
    message: 'This component schema holds no model or enum.',
    hint: 'write a model, or remove the file',
  };
}
