import pluralize from 'pluralize';

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
  // A shorthand keeps its capitals: `UserFAQ` → `userFAQs`.
  if (!alone && /^[\p{Lu}\p{N}]+$/u.test(word)) return `${word}s`;
  const plural = pluralize(word.toLowerCase());
  return plural.charAt(0).toUpperCase() + plural.slice(1);
}

function joined([first = '', ...others]: readonly string[]): string {
  return first.toLowerCase() + others.join('');
}

/** Its words, each with a capital first letter. */
function wordsOf(model: string): string[] {
  const shouted = !/\p{Ll}/u.test(model);
  return model
    .split(/[_-]+/)
    .flatMap((piece) => piece.match(/\p{Lu}+(?!\p{Ll})[\p{N}]*|\p{Lu}?[^\p{Lu}]+|\p{Lu}/gu) ?? [])
    .map((word) => {
      const tail = word.slice(1);
      return word.charAt(0).toUpperCase() + (shouted && model.includes('_') ? tail.toLowerCase() : tail);
    });
}
