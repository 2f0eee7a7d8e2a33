import fs from 'node:fs';
import path from 'node:path';
import { takeApart } from './adopt/existing';
import { type Split, split } from './adopt/split';
import { inspectApplication } from './application';
import { InitError } from './step';

/** How `--split` was given: without a value it is `true`. */
export type SplitFlag = string | true | undefined;

/**
 * The split that a flag means: `file`, `prefix`, or a JSON file with a mapping; without a value, by file when the schema
 * has several, otherwise by prefix. Throws an InitError when the mapping can't be read.
 */
export function splitOf(root: string, flag: Exclude<SplitFlag, undefined>): Split {
  if (flag === true) return { by: inspectApplication(root).schemas.length > 1 ? 'file' : 'prefix' };
  if (flag === 'file' || flag === 'prefix') return { by: flag };
  return { by: 'mapping', components: readMapping(root, flag) };
}

const form = '{ "users": ["User", "Session*"], "shop": ["Order*", "Product"] }';

function readMapping(root: string, file: string): Record<string, string[]> {
  const refuse = (problem: string) =>
    new InitError(`--split ${file}: ${problem}. Use file, prefix, or a JSON file such as ${form}.`);
  const target = path.resolve(root, file);
  if (!fs.existsSync(target)) throw refuse('there is no such file');
  let mapping: unknown;
  try {
    mapping = JSON.parse(fs.readFileSync(target, 'utf8'));
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
  if (typeof mapping !== 'object' || mapping === null || Array.isArray(mapping))
    throw refuse('it is not an object of lists of names');
  const lists = Object.entries(mapping);
  const wrong = lists.find(
    ([, names]) => !Array.isArray(names) || names.some((name) => typeof name !== 'string'),
  );
  if (wrong !== undefined) throw refuse(`"${wrong[0]}" is not a list of names`);
  return Object.fromEntries(lists);
}

/** Asks how the existing schema becomes components; undefined when the user gives up. */
export async function askSplit(root: string): Promise<Split | undefined> {
  const { schemas } = inspectApplication(root);
  const { pieces } = takeApart(
    schemas.map((file) => ({ file, text: fs.readFileSync(path.join(root, file), 'utf8') })),
  );
  const { select, isCancel } = await import('@clack/prompts');
  const ways: Split[] = [
    { by: 'nothing', name: 'core' },
    ...(schemas.length > 1 ? [{ by: 'file' } as const] : []),
    { by: 'prefix' },
  ];
  const answer = await select<Split['by']>({
    message: `Your schema has ${pieces.length} models and enums. Which components shall own them?`,
    options: ways.map((how) => ({ value: how.by, label: labels[how.by], hint: hintOf(split(pieces, how)) })),
  });
  return isCancel(answer) ? undefined : ways.find(({ by }) => by === answer);
}

const labels = {
  nothing: 'one component, split later',
  file: 'one for each schema file',
  prefix: 'one for each first word of the names',
  mapping: '',
};

function hintOf(groups: ReadonlyMap<string, readonly unknown[]>): string {
  const names = [...groups].map(([name, pieces]) => `${name} ${pieces.length}`);
  return names.length > 6 ? `${names.slice(0, 6).join(', ')}, …` : names.join(', ');
}
