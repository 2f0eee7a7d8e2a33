import { createHash } from 'node:crypto';
import { toolVersions } from '../../composer/sources/fingerprint';
import type { GenerateContext } from './context';
import type { ModelParts } from './model-parts';

/** Knows which files of a client stay the same: two models' files with the same key have the same bytes. */
export class ModelKeys {
  readonly #known = new WeakMap<ModelParts, { common: string; key: string }>();

  /** The key of a model's file; `common` is what all of them depend on, see `commonOf`. */
  of(parts: ModelParts, common: string): string {
    const known = this.#known.get(parts);
    if (known?.common === common) return known.key;
    const key = hashOf(parts, common);
    this.#known.set(parts, { common, key });
    return key;
  }
}

function hashOf({ text, inputs, roots, outputs }: ModelParts, common: string): string {
  const hash = createHash('sha256').update(common).update(text);
  for (const element of [...inputs, ...outputs.values(), ...roots]) {
    if (element !== undefined) hash.update(element.bytes);
  }
  return hash.digest('base64url').slice(0, 22);
}

/** What all models' files depend on. */
export function commonOf(context: GenerateContext): string {
  const { generator, provider, runtimeImport, dmmf } = context;
  return JSON.stringify([
    toolVersions(),
    // Prisma passes them in any order.
    Object.entries(generator?.config ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
    generator?.previewFeatures,
    provider,
    runtimeImport,
    context.importFileName(''),
    // Rarely set: each model's file depends on which of its fields have a composite type.
    dmmf.datamodel.types,
  ]);
}
