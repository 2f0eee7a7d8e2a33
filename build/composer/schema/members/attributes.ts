import { isIdentifier } from '../identifiers';

/** An attribute of a field, and the text between its parentheses. */
export interface Attribute {
  name: string;
  arguments: Argument[];
}

export interface Argument {
  /** Absent when the argument is given by its position. */
  name?: string;
  /** As it is written. */
  value: string;
}

const piece = /"(?:\\.|[^"\\])*"?|[()[\],]|[^"()[\],]+/g;
const attributeName = /@\s*([\w.]+)\s*/g;

/** The attributes in the code after a field's type. Prisma reports malformed ones. */
export function parseAttributes(rest: string): Attribute[] {
  const attributes: Attribute[] = [];
  attributeName.lastIndex = 0;
  for (let found = attributeName.exec(rest); found !== null; found = attributeName.exec(rest)) {
    const [, name = ''] = found;
    const { values, end } = parseArguments(rest, attributeName.lastIndex);
    attributes.push({ name, arguments: values });
    attributeName.lastIndex = end;
  }
  return attributes;
}

/** The arguments that start with the `(` at `from`, and where they end; none when there is no `(`. */
export function parseArguments(code: string, from: number): { values: Argument[]; end: number } {
  if (code[from] !== '(') return { values: [], end: from };
  const values: string[] = [''];
  let depth = 0;
  piece.lastIndex = from;
  for (let found = piece.exec(code); found !== null; found = piece.exec(code)) {
    const [token] = found;
    if (token === ')' || token === ']') {
      depth--;
      if (depth <= 0) return { values: values.flatMap(asArgument), end: piece.lastIndex };
    }
    if (token === ',' && depth === 1) values.push('');
    else if (found.index > from) values.push((values.pop() ?? '') + token);
    if (token === '(' || token === '[') depth++;
  }
  return { values: values.flatMap(asArgument), end: code.length };
}

function asArgument(written: string): Argument[] {
  const text = written.trim();
  if (text === '') return [];
  const [matched = '', name] = /^(\w+)\s*:\s*/.exec(text) ?? [];
  return [{ ...(name === undefined ? {} : { name }), value: text.slice(matched.length) }];
}

/** An argument by its name, or the one without a name when `first` allows that. */
export function argumentOf(values: readonly Argument[], name: string, first = false): string | undefined {
  return values.find((value) => value.name === name || (first && value.name === undefined))?.value;
}

/** A string with its quotes, as it is written; undefined for anything else. */
export function textAsWritten(value: string | undefined): string | undefined {
  return value !== undefined && /^".*"$/s.test(value) ? value : undefined;
}

/** The field names of a list such as `[a, b(sort: Desc)]`, or of a single name; undefined when it is neither. */
export function fieldNames(list: string | undefined): string[] | undefined {
  if (list === undefined) return undefined;
  if (isIdentifier(list)) return [list];
  if (!/^\[.*\]$/s.test(list)) return undefined;
  // With their options, which may contain commas and parentheses: `[a(ops: raw("x")), b]`.
  return parseArguments(`(${list.slice(1, -1)})`, 0)
    .values.map(({ value }) => value.replace(/\(.*$/s, '').trim())
    .filter((name) => name !== '');
}
