import type { GenerateContext } from './context';

/** The type that names all models with their operations: an edit of fields does not change it. */
export class TypeMap {
  #last: { key: string; text: string } | undefined;

  /** Calls `make` when anything that it reads has changed. */
  of(context: GenerateContext, make: () => string): string {
    const { dmmf, generator } = context;
    const key = JSON.stringify([
      dmmf.datamodel.models.map(({ name }) => name),
      dmmf.mappings,
      dmmf.hasEnumInNamespace('TransactionIsolationLevel', 'prisma'),
      generator?.previewFeatures,
    ]);
    if (this.#last?.key !== key) this.#last = { key, text: make() };
    return this.#last.text;
  }
}
