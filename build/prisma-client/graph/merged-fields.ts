import type { Description, Input } from '../description/description';
import { addObject, childOf, type FieldFacts, type ObjectRef } from '../description/facts';

interface Merged {
  inputs: readonly (Input | undefined)[];
  fields: readonly FieldFacts[];
}

/** The fields of a type, or of a union of types, cached from run to run. */
export class MergedFields {
  #last = new Map<string, Merged>();
  #now = new Map<string, Merged>();

  constructor(private readonly description: Description) {}

  /** Begins a run: forgets what the last run did not ask for. */
  begin(): void {
    this.#last = this.#now;
    this.#now = new Map();
  }

  of(types: readonly number[]): readonly FieldFacts[] {
    const [first] = types;
    if (first === undefined || types.length === 1) return this.#fieldsAt(first);
    const key = types.join();
    const inputs = types.map((type) => this.description.inputAt(type));
    let merged = this.#last.get(key);
    if (!merged?.inputs.every((input, index) => input === inputs[index])) {
      merged = { inputs, fields: this.#merge(types) };
    }
    this.#now.set(key, merged);
    return merged.fields;
  }

  #fieldsAt(type = -1): readonly FieldFacts[] {
    return this.description.inputAt(type)?.facts.fields ?? [];
  }

  #merge(types: readonly number[]): FieldFacts[] {
    const merged = new Map<number, FieldFacts>();
    for (const type of new Set(types)) {
      for (const field of this.#fieldsAt(type)) {
        const other = merged.get(field.name);
        merged.set(field.name, other === undefined ? field : this.#both(other, field));
      }
    }
    return [...merged.values()];
  }

  /** A field of two types takes what either takes. */
  #both(one: FieldFacts, other: FieldFacts): FieldFacts {
    const objects: ObjectRef[] = [...one.objects];
    for (const ref of other.objects) addObject(objects, ref);
    return {
      name: one.name,
      flags: one.flags | other.flags,
      mask: one.mask | other.mask,
      enumeration: one.enumeration ?? other.enumeration,
      objects,
      child: childOf(objects, this.description.names),
    };
  }
}
