import type { Description } from '../description/description';
import type { GenerateContext } from './context';
import { genericTypes } from './generics';
import { commonOf, ModelKeys } from './model-keys';
import { type ModelParts, Parts } from './model-parts';
import { commonContextOf, contextOf } from './narrowed';

/** What the models' files are made from, kept from run to run. */
export class ModelFiles {
  readonly #keys = new ModelKeys();
  #last: ReadonlyMap<string, ModelParts> = new Map();

  constructor(private readonly description: Description) {}

  /** Begins a run, after the new description was read. */
  begin(context: GenerateContext): ModelFilesOfRun {
    const { names, inputs } = this.description;
    const generic = genericTypes(inputs);
    const parts = new Parts(this.description, this.#last);
    const now = new Map<string, ModelParts>();
    this.#last = now;
    const common = commonOf(context);
    return {
      of: (model) => {
        const own = parts.of(model, context.dmmf);
        now.set(model, own);
        return { key: this.#keys.of(own, common), contextOf: () => contextOf(context, own, generic, names) };
      },
      contextOfCommon: () => commonContextOf(context, parts.common, generic, names),
    };
  }
}

export interface ModelFilesOfRun {
  /** The key of a model's file, and the context to make it with. */
  of(model: string): { key: string; contextOf(): GenerateContext };
  /** The context to make the file for the types that belong to no model. */
  contextOfCommon(): GenerateContext;
}
