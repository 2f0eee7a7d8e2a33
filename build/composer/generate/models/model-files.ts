import type { Description } from '../description/description';
import type { GenerateContext } from './context';
import { genericTypes } from './generics';
import { commonOf, ModelKeys } from './model-keys';
import { type ModelParts, Parts } from './model-parts';
import { commonContextOf, contextOf } from './narrowed';

/** What the files of a client are made from, model by model, run after run. */
export class ModelFiles {
  readonly #keys: ModelKeys;
  #generic: ReadonlySet<number> = new Set();
  #last: ReadonlyMap<string, ModelParts> = new Map();

  constructor(private readonly description: Description) {
    this.#keys = new ModelKeys(description.names);
  }

  /** Begins a run, when the description is that of now. */
  begin(context: GenerateContext): ModelFilesOfRun {
    const { names } = this.description;
    const generic = genericTypes(this.description.inputs);
    if (!areEqual(generic, this.#generic)) {
      this.#generic = generic;
      this.#last = new Map();
    }
    const parts = new Parts(this.description, this.#generic, this.#last);
    const now = new Map<string, ModelParts>();
    this.#last = now;
    const common = commonOf(context);
    return {
      of: (model) => {
        const own = parts.of(model, context.dmmf);
        now.set(model, own);
        return { key: this.#keys.of(own, common), contextOf: () => contextOf(context, own, names) };
      },
      contextOfCommon: () => commonContextOf(context, parts.common, generic, names),
    };
  }
}

export interface ModelFilesOfRun {
  /** The key of a model's file, and the context to make it with. */
  of(model: string): { key: string; contextOf(): GenerateContext };
  /** The context to make the file with of the types that belong to no model. */
  contextOfCommon(): GenerateContext;
}

function areEqual(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}
