import type { Readable, Writable } from 'node:stream';
import { confirm, isCancel, text } from '@clack/prompts';
import {
  type ComponentOptions,
  modelFor,
  modelProblem,
  nameProblem,
  OptionError,
  titleFor,
  titleProblem,
} from './component-options';

/** The terminal. @default the terminal of the process */
export interface Terminal {
  input?: Readable;
  output?: Writable;
}

/** The names that the project has; each function returns why a name can't be used. */
export interface TakenNames {
  name(name: string): string | undefined;
  model(model: string): string | undefined;
  /** Whether a component may have a page. */
  hasPages: boolean;
}

type Asked = Partial<ComponentOptions>;
type Check = (value: string) => string | undefined;

/**
 * Asks for the values that were not given. Resolves with undefined when the questions were cancelled.
 * @throws OptionError before the first question when a given value is invalid
 */
export async function askForComponent(
  said: Asked,
  taken: TakenNames,
  terminal: Terminal = {},
): Promise<ComponentOptions | undefined> {
  const checks = {
    name: (name: string) => nameProblem(name) ?? taken.name(name),
    model: (model: string) => modelProblem(model) ?? taken.model(model),
    title: titleProblem,
  };
  for (const key of ['name', 'model', 'title'] as const) {
    const value = said[key];
    const problem = value === undefined ? undefined : checks[key](value);
    if (problem !== undefined) throw new OptionError(problem);
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
  const page =
    said.page ??
    (taken.hasPages && (await confirm({ message: 'With a page and a menu entry?', ...terminal })));
  if (isCancel(page)) return undefined;
  if (!page) return { name, model, page };
  const title = said.title ?? (await ask('Title', titleFor(name), checks.title));
  return title === undefined ? undefined : { name, model, page, title };
}
