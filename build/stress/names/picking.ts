/** Chooses by the numbers of a generator. */
export function picker(random: (bound: number) => number) {
  return <Item>(items: readonly Item[]): Item => {
    const item = items[random(items.length)];
    if (item === undefined) throw new Error('There is nothing to choose from.');
    return item;
  };
}

/** So many bytes, in as many characters. */
export const long = (count: number, end = ''): string => 'l'.repeat(count - end.length) + end;

/** So many characters of two bytes each. */
export const wide = (count: number): string => 'ü'.repeat(count);
