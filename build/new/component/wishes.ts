import pluralize from 'pluralize';
import { componentNameProblem } from '../../composer';

/** What a new component is to be. */
export interface Wishes {
  /** The folder's name, and the first part of its address: `order-lines`. */
  name: string;
  /** Its model. @default the name's singular: `OrderLine` */
  model?: string;
  /** What people read. @default the name in words: `Order lines` */
  title?: string;
  /** Whether it answers at `/<name>` with a page of its own, and is in the menu. @default true */
  page?: boolean;
}

/** The same, everything settled. */
export type NewComponent = Required<Wishes>;

/** What was asked for can't be: the call is to be made differently. */
export class WishError extends Error {
  override name = 'WishError';
}

/** Longer ones would break the lines of the files differently than the formatter does. */
const LONGEST = 24;
const LONGEST_TITLE = 40;
/** What the application answers itself at these addresses, and names whose module or service the application has. */
const TAKEN = new Set(['assets', 'health', 'app', 'database', 'page', 'prisma']);

/** Settles what was left open. Throws a WishError that tells what is wrong and what would be right. */
export function settle({ name, model, title, page = true }: Wishes): NewComponent {
  const problem = nameProblem(name);
  if (problem !== undefined) throw new WishError(problem);
  const settled = { name, model: model ?? modelFor(name), title: (title ?? titleFor(name)).trim(), page };
  const other = modelProblem(settled.model) ?? titleProblem(settled.title);
  if (other !== undefined) throw new WishError(other);
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
    return `${JSON.stringify(name)} can't be a component's name: it takes small letters, digits and single hyphens, as in order-lines.`;
  }
  if (name.length > LONGEST) return `"${name}" is too long: a name has at most ${LONGEST} characters.`;
  const reserved = componentNameProblem(name);
  if (reserved !== undefined) return `${reserved.message.slice(0, -1)}: choose another name.`;
  if (TAKEN.has(name)) return `"${name}" is a word of the application itself: choose another name.`;
  return undefined;
}

/** Why this can't be the name of a model, in one sentence. */
export function modelProblem(model: string): string | undefined {
  if (!/^[A-Z][A-Za-z0-9]*$/.test(model)) {
    return `${JSON.stringify(model)} can't be a model's name: it takes letters and digits and begins with a capital, as in OrderLine.`;
  }
  if (model.length > LONGEST)
    return `"${model}" is too long: a model's name has at most ${LONGEST} characters.`;
  return undefined;
}

/** Why this can't be a title, in one sentence. */
export function titleProblem(title: string): string | undefined {
  if (title === '') return 'The title is empty.';
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(title)) return 'The title holds a line break or a control character.';
  if (title.length > LONGEST_TITLE)
    return `The title is too long: it has at most ${LONGEST_TITLE} characters.`;
  return undefined;
}
