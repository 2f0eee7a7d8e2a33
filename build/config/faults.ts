import { nearest } from '../diagnostics/nearest';
import type { Way } from './place';

/** What is wrong with an option of the configuration. */
export interface Fault {
  code: string;
  message: string;
  hint: string;
  way: Way;
  value?: unknown;
}

/** What is wrong with a value, and how to fix it. */
export type ValueFault = Pick<Fault, 'message' | 'hint'>;

/** The options of an object by name. Reports another kind of value, and names that are not `known` when that is given. */
export function objectOf(
  value: unknown,
  way: Way,
  known: readonly string[] | undefined,
  faults: Fault[],
): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const whole = way.length === 0;
    const what = whole ? 'The configuration' : `\`${way.join('.')}\``;
    const message = `${what} must be an object, not ${kindOf(value)}.`;
    const hint = whole ? 'export default defineConfig({ … })' : 'write { … }';
    faults.push({ code: 'CONFIG_TYPE', message, hint, way });
    return undefined;
  }
  const options: Record<string, unknown> = { ...value };
  for (const name of Object.keys(options)) {
    if (known === undefined || known.includes(name)) continue;
    faults.push({
      code: 'CONFIG_UNKNOWN_OPTION',
      message: `Unknown option \`${[...way, name].join('.')}\`.`,
      hint: `${meant(name, known)}: ${known.join(', ')}`,
      way: [...way, name],
    });
  }
  return options;
}

function meant(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === undefined ? 'use one of' : `did you mean \`${near}\`? Options`;
}

/** A string, or a list of strings, each without `./` before it. */
export function textsOf(
  value: unknown,
  way: Way,
  faults: Fault[],
  check: (text: string) => ValueFault | undefined,
): string[] | undefined {
  if (value === undefined) return undefined;
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((text, index) => {
    const at = Array.isArray(value) ? [...way, index] : way;
    if (typeof text !== 'string' || text === '') {
      const message = `\`${way.join('.')}\` must be a string or a list of strings, not ${kindOf(text)}.`;
      faults.push({ code: 'CONFIG_TYPE', message, hint: "write '…' or ['…', '…']", way: at });
      return [];
    }
    const found = check(text);
    if (found !== undefined) faults.push({ code: 'CONFIG_VALUE', ...found, way: at, value: text });
    return [text.replace(/^\.\//, '')];
  });
}

/** One of several words. */
export function choiceOf(
  value: unknown,
  way: Way,
  faults: Fault[],
  choices: readonly string[],
): string | undefined {
  if (value === undefined || (typeof value === 'string' && choices.includes(value))) return value;
  const said = typeof value === 'string' ? JSON.stringify(value) : kindOf(value);
  const hint = `use one of: ${choices.map((choice) => JSON.stringify(choice)).join(', ')}`;
  faults.push({
    code: 'CONFIG_VALUE',
    message: `\`${way.join('.')}\` can't be ${said}.`,
    hint,
    way,
    value,
  });
  return undefined;
}

/** The name of a kind of value, with its article. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
