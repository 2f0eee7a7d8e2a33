/** Chooses with a random generator. */
export function picker(random: (bound: number) => number) {
  return <Item>(items: readonly Item[]): Item => {
    const item = items[random(items.length)];
    if (item === undefined) throw new Error('There is nothing to choose from.');
    return item;
  };
}

/** A name of `count` bytes and characters. */
export const long = (count: number, end = ''): string => 'l'.repeat(count - end.length) + end;

/** A name of `count` characters of two bytes each. */
export const wide = (count: number): string => 'ü'.repeat(count);
