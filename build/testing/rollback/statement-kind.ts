/** What a statement does with the transaction of its session. */
export type StatementKind = 'begin' | 'commit' | 'rollback' | 'rollback-to' | 'mode' | 'other';

const comments = String.raw`(?:\s|--[^\n]*\n|/\*[\s\S]*?\*/)*`;
const kinds: readonly [StatementKind, RegExp][] = [
  ['rollback-to', new RegExp(`^${comments}(?:rollback|abort)(?:\\s+(?:work|transaction))?\\s+to\\b`, 'i')],
  ['begin', new RegExp(`^${comments}(?:begin|start\\s+transaction)\\b`, 'i')],
  ['commit', new RegExp(`^${comments}(?:commit|end)\\b`, 'i')],
  ['rollback', new RegExp(`^${comments}(?:rollback|abort)\\b`, 'i')],
  // Refused in a subtransaction.
  ['mode', new RegExp(`^${comments}set\\s+transaction\\b`, 'i')],
];

export function statementKind(sql: string): StatementKind {
  return kinds.find(([, pattern]) => pattern.test(sql))?.[0] ?? 'other';
}
