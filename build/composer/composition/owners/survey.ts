import { extensionBlocks } from '../../extensions/directives';
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
      const { code, message, hint, offset } = flaw;
      this.#findings.hide(file, flaw);
      this.#findings.tell({ file, ...lines.placeOf(offset) }, () => ({ code, message, hint }));
    }
    const unclosed = new Set(parsed.flaws.map(({ offset }) => offset));
    const extending = extensionBlocks(schema, lines, this.#findings);
    for (const block of parsed.blocks) {
      if (isOwnedKind(block.kind)) {
        const part = new Part(schema, block, lines, !unclosed.has(block.offset));
        if (extending.has(block)) this.extensions.push(part);
        else this.#own(part, { ...block, kind: block.kind });
      } else {
        const { kind } = block;
        this.#findings.tell({ file, ...lines.placeOf(block.offset) }, () => forbidden(kind));
        this.#findings.hide(file, { offset: block.offset, end: block.end });
      }
    }
    if (parsed.blocks.length === 0 && parsed.flaws.length === 0) this.#findings.warn({ file }, empty);
  }

  #own(
    part: Part,
    { kind, name, offset, end }: Pick<Definition, 'kind' | 'name'> & { offset: number; end: number },
  ) {
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
    message: 'This component schema holds no model, enum, view or type.',
    hint: 'write a model, or remove the file',
  };
}
