import type { Statement } from '../sql';

/**
 * How many of the statements that were done stay so, though a later one of the same query failed: those up to the last
 * end of a transaction.
 * @param tags the command tags of those that were done, in their order.
 */
export function settledBy(tags: readonly string[], statements: readonly Statement[], script: string): number {
  const ends = (tag: string, index: number) =>
    /^(COMMIT|ROLLBACK|PREPARE TRANSACTION)$/.test(tag) && !isToSavepoint(index);
  const isToSavepoint = (index: number) => {
    const { tokens = [] } = statements[index] ?? {};
    const words = tokens.slice(0, 3).map(({ at, end }) => script.slice(at, end).toLowerCase());
    return words[0] === 'rollback' && words.includes('to');
  };
  return tags.findLastIndex(ends) + 1;
}
