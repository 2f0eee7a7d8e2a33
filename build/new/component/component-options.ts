import pluralize from 'pluralize';
import { componentNameProblem } from '../../composer';

/** The options of a new component. */
export interface ComponentOptions {
  /** The folder's name, and the first part of its address: `order-lines`. */
  name: string;
  /** Its model. @default the name's singular: `OrderLine` */
  model?: string;
  /** The title that people read. @default the name in words: `Order lines` */
  title?: string;
  /** Whether it has the page of the application's templates. @default true when there are such templates */
  page?: boolean;
}

/** The same, with defaults applied. */
export type NewComponent = Required<ComponentOptions>;

/** The options are invalid; the message says what to change. */
export class OptionError extends Error {
  override name = 'OptionError';
}

/** With longer names, the lines of the files would be broken differently than the formatter does. */
const LONGEST = 24;
const LONGEST_TITLE = 40;
/** Names of modules and services that every application has. */
const TAKEN = ['app', 'database', 'prisma'];

/** Applies defaults. Throws a OptionError that says what is wrong and what is right. */
export function withDefaults({ name, model, title, page = true }: ComponentOptions): NewComponent {
  const problem = nameProblem(name);
  if (problem !== undefined) throw new OptionError(problem);
  const settled = { name, model: model ?? modelFor(name), title: (title ?? titleFor(name)).trim(), page };
  const other = modelProblem(settled.model) ?? titleProblem(settled.title);
  if (other !== undefined) throw new OptionError(other);
  return settled;
}

export function modelFor(name: string): string {
  return pascal(pluralize.singular(name.replaceAll('-', ' ')));
}

export function titleFor(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `order-lines` and `order lines` are `OrderLines`. */
export function pascal(words: string): string {
  return words.replace(/(?:^|[- ])(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Why this can't be the name of a component, in one sentence. */
export function nameProblem(name: string): string | undefined {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    return `${JSON.stringify(name)} can't be a component's name: use lowercase letters, digits and single hyphens, as in order-lines.`;
  }
  if (name.length > LONGEST) return `"${name}" is too long: a name has at most ${LONGEST} characters.`;
  const reserved = componentNameProblem(name);
  if (reserved !== undefined) return `${reserved.message.slice(0, -1)}: choose another name.`;
  if (TAKEN.includes(name)) return `"${name}" is used by the application itself: choose another name.`;
  return undefined;
}

/** Why this can't be the name of a model, in one sentence. */
export function modelProblem(model: string): string | undefined {
  if (!/^[A-Z][A-Za-z0-9]*$/.test(model)) {
    return `${JSON.stringify(model)} can't be a model's name: use letters and digits, beginning with a capital, as in OrderLine.`;
  }
  if (model.length > LONGEST)
    return `"${model}" is too long: a model's name has at most ${LONGEST} characters.`;
  return undefined;
}

/** Why this can't be a title, in one sentence. */
export function titleProblem(title: string): string | undefined {
  if (title === '') return 'The title is empty.';
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(title)) return 'The title contains a line break or a control character.';
  if (title.length > LONGEST_TITLE)
    return `The title is too long: it has at most ${LONGEST_TITLE} characters.`;
  return undefined;
}
