import { spawnSync } from 'node:child_process';

/** The figure in the middle, or the mean of the two in the middle. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  return sorted.length % 2 === 0 ? (at(middle - 1) + at(middle)) / 2 : at(Math.floor(middle));
}

/** How long a Node process takes from its start to its end, in ms. Throws with its output when it fails. */
export function timeNode(
  args: readonly string[],
  options: { cwd: string; environment?: NodeJS.ProcessEnv },
): number {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.environment },
    encoding: 'utf8',
  });
  const time = performance.now() - began;
  if (status !== 0) throw new Error(`node ${args.join(' ')} exited with ${status}:\n${stdout}${stderr}`);
  return time;
}

/** Medians, in ms, of several tasks. Runs them in turn, `rounds` times each, so that a busy moment affects all. */
export async function interleave<Name extends string>(
  rounds: number,
  works: Record<Name, () => number | Promise<number>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(works) as Name[];
  const figures = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) figures.get(name)?.push(await works[name]());
  }
  const medians = names.map((name) => [name, median(figures.get(name) ?? [])]);
  return Object.fromEntries(medians);
}

/** Columns of equal width. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of rows)
    console.log(row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '));
}

/** `12 ms` or `1.24 s`. */
export function showTime(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}
