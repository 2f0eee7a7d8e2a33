import type { GenerateContext } from './context';

/** The type that names all models with their operations: an edit of fields leaves it as it was. */
export class TypeMap {
  #last: { key: string; text: string } | undefined;

  /** `make` is asked when anything changed that it reads. */
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
