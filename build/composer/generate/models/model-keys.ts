import { createHash } from 'node:crypto';
import { toolVersions } from '../../sources/fingerprint';
import type { Names } from '../description/names';
import type { GenerateContext } from './context';
import type { ModelParts } from './model-parts';
import { hasRelations } from './neighbours';

/** Tells which files of a client come out the same: two models' files with the same key have the same bytes. */
export class ModelKeys {
  readonly #known = new WeakMap<ModelParts, { common: string; key: string }>();

  constructor(private readonly names: Names) {}

  /** The key of a model's file; `common` is what all of them depend on, see `commonOf`. */
  of(parts: ModelParts, common: string): string {
    const known = this.#known.get(parts);
    if (known?.common === common) return known.key;
    const key = this.#hashOf(parts, common);
    this.#known.set(parts, { common, key });
    return key;
  }

  #hashOf({ text, inputs, roots, outputs, neighbours, generic }: ModelParts, common: string): string {
    const others = [...neighbours.values()].flatMap((type) =>
      type ? [[type.name, hasRelations(type)]] : [],
    );
    const names = [...generic].map((type) => this.names.nameOf(type));
    const hash = createHash('sha256')
      .update(common)
      .update(text)
      .update(JSON.stringify([others, names]));
    for (const element of [...inputs, ...outputs.values(), ...roots]) {
      if (element !== undefined) hash.update(element.bytes);
    }
    return hash.digest('base64url').slice(0, 22);
  }
}

/** What all models' files depend on. */
export function commonOf(context: GenerateContext): string {
  const { generator, provider, runtimeImport, dmmf } = context;
  return JSON.stringify([
    toolVersions(),
    // Prisma hands them over in any order.
    Object.entries(generator?.config ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
    generator?.previewFeatures,
    provider,
    runtimeImport,
    context.importFileName(''),
    // Rare: each model's file asks which of its fields are of a composite type.
    dmmf.datamodel.types,
  ]);
}
