/** A field of an input node; names are the numbers of strings. Nodes are numbered in creation order. */
export interface InputEdge {
  name: number;
  flags: number;
  mask: number;
  child: number | undefined;
  enumeration: number | undefined;
}

export interface OutputEdge {
  name: number;
  args: number | undefined;
  output: number | undefined;
}

export type Root = OutputEdge;

export interface Nodes {
  inputs: readonly (readonly InputEdge[])[];
  outputs: readonly (readonly OutputEdge[])[];
  roots: readonly Root[];
}

/** The form of `@prisma/param-graph`: numbers of variable length, written as base64url. */
export function serialize({ inputs, outputs, roots }: Nodes): string {
  const edges = [inputs, outputs].reduce(
    (sum, nodes) => sum + nodes.reduce((all, node) => all + node.length, nodes.length),
    roots.length + 3,
  );
  const writer = new Writer(edges * largestEdge);
  for (const { length } of [inputs, outputs, roots]) writer.number(length);
  for (const node of inputs) {
    writer.number(node.length);
    for (const { name, mask, child, enumeration, flags } of node) {
      writer.number(name);
      writer.byte(mask & 0xff);
      writer.byte(mask >>> 8);
      writer.optional(child);
      writer.optional(enumeration);
      writer.byte(flags);
    }
  }
  for (const node of outputs) {
    writer.number(node.length);
    for (const edge of node) writer.outputEdge(edge);
  }
  for (const root of roots) writer.outputEdge(root);
  return writer.toString();
}

/** Three numbers of five bytes at most, a mask and the flags. */
const largestEdge = 18;

class Writer {
  readonly #bytes: Buffer;
  #length = 0;

  constructor(room: number) {
    this.#bytes = Buffer.allocUnsafe(room);
  }

  byte(value: number): void {
    this.#bytes[this.#length++] = value;
  }

  number(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest >>>= 7) this.byte((rest & 0x7f) | 0x80);
    this.byte(rest);
  }

  optional(value: number | undefined): void {
    this.number(value === undefined ? 0 : value + 1);
  }

  outputEdge({ name, args, output }: OutputEdge): void {
    this.number(name);
    this.optional(args);
    this.optional(output);
  }

  toString(): string {
    return this.#bytes.toString('base64url', 0, this.#length);
  }
}
