import type { Readable, Writable } from 'node:stream';
import { confirm, isCancel, text } from '@clack/prompts';
import { modelFor, modelProblem, nameProblem, titleFor, titleProblem, type Wishes } from './wishes';

/** The terminal. @default that of the process */
export interface Terminal {
  input?: Readable;
  output?: Writable;
}

type Asked = Partial<Wishes>;
type Check = (value: string) => string | undefined;

/** Asks for what was not said already. Resolves with undefined when the questions were cancelled. */
export async function askForComponent(said: Asked, terminal: Terminal = {}): Promise<Wishes | undefined> {
  const ask = async (message: string, suggestion: string | undefined, check: Check) => {
    const validate = (value: string | undefined) => check((value || suggestion) ?? '');
    const hint = suggestion === undefined ? {} : { placeholder: suggestion, defaultValue: suggestion };
    const answer = await text({ message, validate, ...hint, ...terminal });
    return isCancel(answer) ? undefined : answer;
  };
  const name = said.name ?? (await ask('What is the component called?', undefined, nameProblem));
  if (name === undefined) return undefined;
  const problem = nameProblem(name);
  // The call names the component, so no answer can mend it.
  if (problem !== undefined) return { ...said, name };
  const model = said.model ?? (await ask('Its model?', modelFor(name), modelProblem));
  if (model === undefined) return undefined;
  const page =
    said.page ?? (await confirm({ message: 'With a page, and a place in the menu?', ...terminal }));
  if (isCancel(page)) return undefined;
  if (!page) return { name, model, page };
  const title = said.title ?? (await ask('Its title?', titleFor(name), titleProblem));
  return title === undefined ? undefined : { name, model, page, title };
}
