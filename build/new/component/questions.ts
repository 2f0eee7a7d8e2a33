import type { Readable, Writable } from 'node:stream';
import { confirm, isCancel, text } from '@clack/prompts';
import {
  modelFor,
  modelProblem,
  nameProblem,
  titleFor,
  titleProblem,
  WishError,
  type Wishes,
} from './wishes';

/** The terminal. @default that of the process */
export interface Terminal {
  input?: Readable;
  output?: Writable;
}

/** What the project has already; it says why a name can't be taken. */
export interface TakenNames {
  name(name: string): string | undefined;
  model(model: string): string | undefined;
}

type Asked = Partial<Wishes>;
type Check = (value: string) => string | undefined;

/**
 * Asks for what was not said already. Resolves with undefined when the questions were cancelled.
 * @throws WishError before the first question when what was said already can't be: no answer would help
 */
export async function askForComponent(
  said: Asked,
  taken: TakenNames,
  terminal: Terminal = {},
): Promise<Wishes | undefined> {
  const checks = {
    name: (name: string) => nameProblem(name) ?? taken.name(name),
    model: (model: string) => modelProblem(model) ?? taken.model(model),
    title: titleProblem,
  };
  for (const key of ['name', 'model', 'title'] as const) {
    const value = said[key];
    const problem = value === undefined ? undefined : checks[key](value);
    if (problem !== undefined) throw new WishError(problem);
  }
  const ask = async (message: string, suggestion: string | undefined, check: Check) => {
    const validate = (value: string | undefined) => check((value || suggestion) ?? '');
    const hint = suggestion === undefined ? {} : { placeholder: suggestion, defaultValue: suggestion };
    const answer = await text({ message, validate, ...hint, ...terminal });
    return isCancel(answer) ? undefined : answer;
  };
  const name = said.name ?? (await ask('Component name', undefined, checks.name));
  if (name === undefined) return undefined;
  const model = said.model ?? (await ask('Model name', modelFor(name), checks.model));
  if (model === undefined) return undefined;
  const page = said.page ?? (await confirm({ message: 'With a page and a menu entry?', ...terminal }));
  if (isCancel(page)) return undefined;
  if (!page) return { name, model, page };
  const title = said.title ?? (await ask('Title', titleFor(name), checks.title));
  return title === undefined ? undefined : { name, model, page, title };
}
