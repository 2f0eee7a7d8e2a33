import pluralize from 'pluralize';
import { isIdentifier } from '../../schema/identifiers';

/** `CouponUsage` → `couponUsage`, `HTTPRequest` → `httpRequest`, `ORDER_ITEM` → `orderItem`. */
export function singularName(model: string): string {
  return joined(wordsOf(model));
}

/** `CouponUsage` → `couponUsages`, `Category` → `categories`, `ProductMedia` → `productMedia`. */
export function pluralName(model: string): string {
  const words = wordsOf(model);
  const last = words.pop() ?? '';
  return joined([...words, pluralOf(last, words.length === 0)]);
}

function pluralOf(word: string, alone: boolean): string {
  // An abbreviation keeps its capitals: `UserFAQ` → `userFAQs`.
  if (!alone && /^[\p{Lu}\p{N}]+$/u.test(word)) return `${word}s`;
  return capitalized(pluralize(lower(word)));
}

function joined([first = '', ...others]: readonly string[]): string {
  return lower(first) + others.join('');
}

/** With a capital first letter. */
export function capitalized(word: string): string {
  const [first = ''] = word;
  return letters(first, first.toUpperCase()) + word.slice(first.length);
}

function lower(word: string): string {
  return [...word].map((letter) => letters(letter, letter.toLowerCase())).join('');
}

/** Some letters have another case that is not only letters: `İ` becomes `i` and a combining dot, invalid in a name. */
function letters(letter: string, changed: string): string {
  return isIdentifier(`a${changed}`) ? changed : letter;
}

/** Its words, each with a capital first letter. */
export function wordsOf(model: string): string[] {
  const shouted = !/\p{Ll}/u.test(model);
  return model
    .split(/[_-]+/)
    .flatMap((piece) => piece.match(/\p{Lu}+(?!\p{Ll})[\p{N}]*|\p{Lu}?[^\p{Lu}]+|\p{Lu}/gu) ?? [])
    .map((word) => {
      const [first = ''] = word;
      const tail = word.slice(first.length);
      return capitalized(first) + (shouted && model.includes('_') ? lower(tail) : tail);
    });
}
