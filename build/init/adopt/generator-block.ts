import type { Block } from '../../composer/schema/block';
import type { GeneratorSettings } from '../../config/resolved-database';

/** What a generator or datasource block says. */
export interface GeneratorBlock {
  name: string;
  provider: string;
  options: Record<string, GeneratorSettings['options'][string]>;
  /** The file that has it, relative to the root. */
  file: string;
}

const option =
  /^[ \t]*(\w+)[ \t]*=[ \t]*(?:("(?:\\.|[^"\\])*")|\[([^\]]*)\]|(true|false|-?\d+(?:\.\d+)?)\b)/gm;

/** Reads the options of a generator or datasource block, except those that come from the environment. */
export function readSettings({ name, text }: Block, file: string): GeneratorBlock {
  const options: GeneratorBlock['options'] = {};
  for (const [, key = '', single, list, bare] of text.matchAll(option)) {
    if (list === undefined) options[key] = JSON.parse(single ?? bare ?? 'null');
    else options[key] = [...list.matchAll(/"([^"]*)"/g)].map(([, item = '']) => item);
  }
  return { name, provider: String(options.provider ?? ''), options, file };
}
