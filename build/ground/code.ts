import { type ParserPlugin, parse as parseText } from '@babel/parser';
import MagicString from 'magic-string';

/** A node of the syntax tree, as far as the edits look at it. Offsets count UTF-16 units. */
export interface Node {
  type: string;
  start: number;
  end: number;
  // The tree has a hundred kinds of nodes; the edits check what they take.
  [property: string]: unknown;
}

const plugins: ParserPlugin[] = ['typescript', 'jsx', 'decorators'];
const longestLine = 100;

/** A JavaScript or TypeScript file that is edited in place: all but the edits stays to the letter. */
export class Code {
  readonly tree: Node;
  readonly #text: string;
  readonly #edited: MagicString;

  private constructor(text: string, tree: Node) {
    this.tree = tree;
    this.#text = text;
    this.#edited = new MagicString(text);
  }

  /** Parses a file; undefined when its syntax is not understood. */
  static parse(text: string): Code | undefined {
    try {
      const { program } = parseText(text, { sourceType: 'unambiguous', plugins });
      return isNode(program) ? new Code(text, program) : undefined;
    } catch {
      return undefined;
    }
  }

  toString(): string {
    return this.#edited.toString();
  }

  /** Adds items at the end of an array or object literal. */
  append(list: Node, items: readonly string[]): void {
    const last = itemsOf(list).at(-1);
    if (last === undefined) this.#fill(list, items);
    else {
      const apart = this.#isMultiline(list) ? `,\n${this.#indentAt(last.start)}` : ', ';
      this.#edited.appendLeft(last.end, items.map((item) => apart + item).join(''));
    }
  }

  /** Adds items at the beginning of an array or object literal. */
  prepend(list: Node, items: readonly string[]): void {
    const [first] = itemsOf(list);
    if (first === undefined) this.#fill(list, items);
    else {
      const apart = this.#isMultiline(list) ? `,\n${this.#indentAt(first.start)}` : ', ';
      this.#edited.appendRight(first.start, items.map((item) => item + apart).join(''));
    }
  }

  /** Adds imports or requires, after those that are there. */
  addImports(lines: readonly string[]): void {
    const existing = new Set(this.#text.split(/\r?\n/));
    const missing = lines.filter((line) => !existing.has(line));
    if (missing.length === 0) return;
    const last = listOf(this.tree, 'body').filter(isImport).at(-1);
    if (last === undefined) this.#edited.prepend(`${missing.join('\n')}\n\n`);
    else this.#edited.appendLeft(last.end, missing.map((line) => `\n${line}`).join(''));
  }

  replace({ start, end }: Node, text: string): void {
    this.#edited.overwrite(start, end, text);
  }

  /** Removes an import of just one name, if nothing else in the file uses that name any more. */
  removeImport(from: string, name: string): void {
    const statement = listOf(this.tree, 'body').find((one) => childOf(one, 'source')?.value === from);
    if (statement === undefined || listOf(statement, 'specifiers').length !== 1) return;
    const rest = this.toString().split(new RegExp(String.raw`\b${name}\b`)).length - 1;
    const end = statement.end + (/^[ \t]*\r?\n/.exec(this.#text.slice(statement.end))?.[0].length ?? 0);
    if (rest === 1) this.#edited.remove(statement.start, end);
  }

  /** Into an empty literal: on one line where that is short. */
  #fill(list: Node, items: readonly string[]): void {
    const object = list.type === 'ObjectExpression';
    const indent = this.#indentAt(list.start);
    const inner = items.join(', ');
    const line = object ? `{ ${inner} }` : `[${inner}]`;
    const before = list.start - (this.#text.lastIndexOf('\n', list.start) + 1);
    const lines = items.map((item) => `${indent}${this.#unit()}${item},\n`).join('');
    const [open, close] = object ? '{}' : '[]';
    const fits = before + line.length < longestLine;
    this.#edited.overwrite(list.start, list.end, fits ? line : `${open}\n${lines}${indent}${close}`);
  }

  #isMultiline({ start, end }: Node): boolean {
    return this.#text.slice(start, end).includes('\n');
  }

  /** The indentation of the line that has the offset. */
  #indentAt(offset: number): string {
    const line = this.#text.slice(this.#text.lastIndexOf('\n', offset - 1) + 1);
    return /^[ \t]*/.exec(line)?.[0] ?? '';
  }

  /** One step of indentation in this file. */
  #unit(): string {
    return /^(?:\t| {2,8}(?=\S))/m.exec(this.#text)?.[0] ?? '  ';
  }
}

/** The elements of an array, the properties of an object. */
function itemsOf(list: Node): Node[] {
  return listOf(list, list.type === 'ObjectExpression' ? 'properties' : 'elements');
}

function isImport(statement: Node): boolean {
  if (statement.type === 'ImportDeclaration') return true;
  return (
    statement.type === 'VariableDeclaration' &&
    nodesOf(statement, 'CallExpression').some((call) => childOf(call, 'callee')?.name === 'require')
  );
}

/** All nodes of a kind, in the order of the text. */
export function nodesOf(tree: unknown, type: string): Node[] {
  const found: Node[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isNode(value) && value.type === type) found.push(value);
    for (const [name, child] of Object.entries(value)) if (!/^(?:loc|\w+Comments)$/.test(name)) visit(child);
  };
  visit(tree);
  return found;
}

export function childOf(node: Node, name: string): Node | undefined {
  const child = node[name];
  return isNode(child) ? child : undefined;
}

export function listOf(node: Node, name: string): Node[] {
  const list = node[name];
  return Array.isArray(list) ? list : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The property of an object literal by its name. */
export function propertyOf(object: Node, name: string): Node | undefined {
  return listOf(object, 'properties').find((property) => {
    const key = childOf(property, 'key');
    return key?.name === name || key?.value === name;
  });
}
