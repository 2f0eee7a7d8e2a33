import { inspect } from 'node:util';
import type { Cell } from './cell';
import type { Outcome } from './run';

/** The table of all cells, and below it why the failed ones failed. */
export function showTable(cells: Cell[], versions: string[], outcomes: Outcome[]): string {
  const mark = (cell: Cell, version: string) => {
    const outcome = outcomes.find((candidate) => candidate.cell === cell && candidate.version === version);
    if (outcome === undefined) return '';
    return `${outcome.error === undefined ? 'ok' : 'FAILED'} ${outcome.seconds.toFixed(1)}`;
  };
  const heads = ['command', 'situation', ...versions.map((version) => `PG ${version}`)];
  const rows = cells.map((cell) => [
    cell.command,
    cell.situation,
    ...versions.map((version) => mark(cell, version)),
  ]);
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: string[]) =>
    `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  const failed = outcomes.filter(({ error }) => error !== undefined);
  const reasons = failed.map(({ cell, version, error }) => {
    const reason = error instanceof Error ? error.stack : inspect(error);
    return `\n${cell.command}, ${cell.situation} (PG ${version}):\n${reason}\n`;
  });
  const total = `${outcomes.length - failed.length} passed, ${failed.length} failed\n`;
  return `${[line(heads), rule, ...rows.map(line)].join('\n')}\n${reasons.join('')}\n${total}`;
}
