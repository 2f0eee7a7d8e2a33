import type { Diagnostic } from '../../../diagnostics/diagnostic';
import { extensionBlocks } from '../../extensions/directives';
import { isOwnedKind } from '../../schema/block';
import type { ComponentSchema, Definition } from '../composition';
import type { Findings } from '../findings';
import { Part, type Whole } from '../part';
import { Lines } from '../weaving/lines';
import type { Fabric } from '../weaving/weave';
import { Duplicates } from './duplicates';

/** Beyond this many of one file's errors nobody reads on. */
const maximalFlaws = 100;

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
    this.#findings.hide(file, ...parsed.flaws);
    for (const { code, message, hint, offset } of parsed.flaws.slice(0, maximalFlaws)) {
      this.#findings.tell({ severity: 'error', code, message, file, ...lines.placeOf(offset), hint });
    }
    const unclosed = new Set(parsed.flaws.map(({ offset }) => offset));
    const extending = extensionBlocks(schema, lines, this.#findings);
    for (const block of parsed.blocks) {
      if (isOwnedKind(block.kind)) {
        const part = new Part(schema, block, lines, !unclosed.has(block.offset));
        if (extending.has(block)) this.extensions.push(part);
        else this.#own(part, { ...block, kind: block.kind });
      } else {
        this.#findings.tell({ ...forbidden(block.kind), file, ...lines.placeOf(block.offset) });
        this.#findings.hide(file, { offset: block.offset, end: block.end });
      }
    }
    if (parsed.blocks.length === 0 && parsed.flaws.length === 0) this.#findings.tell(empty(file));
  }

  #own(
    part: Part,
    { kind, name, offset, end }: Pick<Definition, 'kind' | 'name'> & { offset: number; end: number },
  ) {
    const { file, line, column } = part.name;
    const definition: Definition = { kind, name, component: part.schema.component, file, line, column };
    const duplicate = this.#duplicates.add(definition);
    if (duplicate === undefined) {
      this.wholes.set(name, { definition, owner: part, extensions: [] });
    } else {
      this.#findings.tell(duplicate);
      this.#findings.hide(file, { offset, end });
    }
  }
}

function forbidden(kind: 'datasource' | 'generator'): Diagnostic {
  return {
    severity: 'error',
    code: kind === 'datasource' ? 'DATASOURCE_IN_COMPONENT' : 'GENERATOR_IN_COMPONENT',
    message: `A component schema can't hold a ${kind}: the composer writes the one of the whole database.`,
    hint:
      kind === 'datasource'
        ? 'take the block out; the connection comes from DATABASE_URL'
        : 'take the block out; the client is generated for all components together',
  };
}

function empty(file: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'EMPTY_SCHEMA',
    message: 'This component schema holds no model, enum, view or type.',
    file,
    hint: 'write a model, or remove the file',
  };
}
