import type { Named } from './dmmf';
import { eachElement, endOf } from './json';
import { UnknownForm } from './unknown-form';

/** A part of Prisma's description of a schema. */
export class Element<Value = unknown, Facts = unknown> implements Named {
  #value: Value | undefined;
  #facts: Facts | undefined;
  #source: Buffer;
  #begin: number;
  readonly #length: number;

  constructor(
    readonly name: string,
    /** The number of its name in its namespace, see `Names`. */
    readonly number: number,
    source: Buffer,
    begin: number,
    end: number,
    private readonly factsOf: (value: Value) => Facts,
  ) {
    this.#source = source;
    this.#begin = begin;
    this.#length = end - begin;
  }

  get bytes(): Buffer {
    return this.#source.subarray(this.#begin, this.#begin + this.#length);
  }

  /** Parsed on first access. */
  get value(): Value {
    this.#value ??= JSON.parse(this.bytes.toString()) as Value;
    return this.#value;
  }

  /** Kept also after `forget`. */
  get facts(): Facts {
    this.#facts ??= this.factsOf(this.value);
    return this.#facts;
  }

  /** Frees the parsed value: it takes many times the memory of the bytes. */
  forget(): void {
    this.#value = undefined;
  }

  /**
   * Returns where it ends when the same bytes are at `begin`, and takes them as its source; else undefined. The same
   * bytes mean the same object. The former source is freed.
   */
  moveTo(source: Buffer, begin: number): number | undefined {
    const end = begin + this.#length;
    if (end > source.length) return undefined;
    const own = this.#begin;
    if (this.#source.compare(source, begin, end, own, own + this.#length) !== 0) return undefined;
    this.#source = source;
    this.#begin = begin;
    return end;
  }
}

const beginning = Buffer.from('{"name":"');

/**
 * An array of named objects, read again after each edit. An object with the same bytes as before stays the same
 * `Element`, so its facts still hold.
 */
export class Elements<Value, Facts> {
  #known = new Map<string, Element<Value, Facts>>();
  #all: Element<Value, Facts>[] = [];

  constructor(
    private readonly factsOf: (value: Value) => Facts,
    private readonly numberOf: (name: string) => number,
  ) {}

  /** In the order of the array. */
  get all(): readonly Element<Value, Facts>[] {
    return this.#all;
  }

  get(name: string): Element<Value, Facts> | undefined {
    return this.#known.get(name);
  }

  /** Reads the array at `at`, and returns where it ends. */
  read(bytes: Buffer, at: number): number {
    const [before, expected] = [this.#known, this.#all];
    this.clear();
    let next = 0;
    return eachElement(bytes, at, (begin) => {
      const likely = expected[next++];
      const likelyEnd = likely?.moveTo(bytes, begin);
      if (likely !== undefined && likelyEnd !== undefined) return this.#add(likely, likelyEnd);
      const name = nameAt(bytes, begin);
      const same = before.get(name);
      const sameEnd = same?.moveTo(bytes, begin);
      if (same !== undefined && sameEnd !== undefined) {
        next = expected.indexOf(same) + 1;
        return this.#add(same, sameEnd);
      }
      const end = endOf(bytes, begin);
      return this.#add(new Element(name, this.numberOf(name), bytes, begin, end, this.factsOf), end);
    });
  }

  /** For a description without this array. */
  clear(): void {
    this.#known = new Map();
    this.#all = [];
  }

  #add(one: Element<Value, Facts>, end: number): number {
    if (this.#known.has(one.name)) throw new UnknownForm(`Prisma described two things called "${one.name}".`);
    this.#all.push(one);
    this.#known.set(one.name, one);
    return end;
  }
}

function nameAt(bytes: Buffer, begin: number): string {
  const from = begin + beginning.length;
  if (bytes.compare(beginning, 0, beginning.length, begin, from) !== 0) {
    throw new UnknownForm('Prisma described something that does not begin with its name.');
  }
  return JSON.parse(bytes.toString('utf8', from - 1, endOf(bytes, from - 1)));
}
