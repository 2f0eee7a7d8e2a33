import type { Whole } from '../part';
import { type Addition, defaultName } from './added';
import { FreeNames } from './free-names';
import { type KeyLines, type KeyOptions, keyLines } from './keys';
import { capitalized, singularName } from './names';
import { meaning, type Side } from './sides/side';

/** Names for the hints of one run: each is free, and suggested only once, so all hints work together. */
export class Suggestions {
  readonly #fields = new Map<Whole, FreeNames>();
  readonly #wanted = new Map<Whole, string[]>();
  #relations: FreeNames | undefined;
  readonly #sides: readonly Side[];

  /** The written sides, and the back-relations to add. */
  constructor(sides: readonly Side[], additions: readonly Addition[]) {
    this.#sides = sides;
    for (const { target, field } of additions) {
      const wanted = this.#wanted.get(target);
      if (wanted === undefined) this.#wanted.set(target, [field]);
      else wanted.push(field);
    }
  }

  /** A name for a side's relation: a many-to-many table gets that name, so no other relation may have it. */
  relation({ whole, member }: Side): string {
    this.#relations ??= new FreeNames(
      this.#sides.flatMap((side) => (side.name === undefined ? [] : [meaning(side.name)])),
    );
    const name = capitalized(member.name);
    return this.#relations.take(name, `${capitalized(whole.definition.name)}${name}`);
  }

  /** A name for the back-relation if several sides of one model would have the same name: it includes the field's name. */
  inverseAs(side: Side): string {
    return this.#fieldsOf(side.target).take(`${defaultName(side)}As${capitalized(side.member.name)}`);
  }

  /** The same, if the sides belong to several models. */
  inverseOf(side: Side): string {
    const words = side.part.schema.component.split(/[^\p{L}0-9]+/u).map(capitalized);
    const name = defaultName(side);
    return this.#fieldsOf(side.target).take(
      `${name}Of${words.join('')}`,
      `${name}As${capitalized(side.member.name)}`,
    );
  }

  /** A name for a back-relation, the default one if it is free. */
  inverse(side: Side): string {
    const usual = side.whole === side.target ? `${side.member.name}Of` : defaultName(side);
    return this.#fieldsOf(side.target).take(usual, `${defaultName(side)}As${capitalized(side.member.name)}`);
  }

  /** A name for a new field in the target model of `side` that refers back with a foreign key. */
  fieldBack({ whole, target }: Side): string {
    const name = singularName(whole.definition.name);
    return this.#fieldsOf(target).take(name, `${name}Of`);
  }

  /** The foreign key of a field of `whole` that refers to `target`. */
  key(
    whole: Whole,
    field: string,
    { target, ...about }: { target: Whole } & Omit<KeyOptions, 'free'>,
  ): KeyLines | undefined {
    return keyLines(whole, field, target, { ...about, free: this.#fieldsOf(whole) });
  }

  #fieldsOf(whole: Whole): FreeNames {
    const known = this.#fields.get(whole);
    if (known !== undefined) return known;
    const written = [whole.owner, ...whole.extensions].flatMap(({ members }) =>
      members.map(({ name }) => name),
    );
    const free = new FreeNames([...written, ...(this.#wanted.get(whole) ?? [])]);
    this.#fields.set(whole, free);
    return free;
  }
}
