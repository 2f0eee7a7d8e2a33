import type { TypeRef } from './dmmf';

/** Numbers instead of names, because they are compared very often. */
export class Names {
  readonly #numbers = new Map<string, number>();
  readonly #names: string[] = [];

  /** Numbers count from 0. */
  get count(): number {
    return this.#names.length;
  }

  numberOf(name: string): number {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.#names.length;
      this.#names.push(name);
      this.#numbers.set(name, number);
    }
    return number;
  }

  nameOf(number: number): string {
    const name = this.#names[number];
    if (name === undefined) throw new Error(`Nothing has the number ${number}.`);
    return name;
  }

  /** Types in two namespaces may have the same name. */
  numberOfType({ type, namespace }: Pick<TypeRef, 'type' | 'namespace'>): number {
    return this.numberOf(namespace === undefined ? type : `${namespace}.${type}`);
  }
}
