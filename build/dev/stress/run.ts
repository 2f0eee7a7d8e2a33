import { reloads } from './reloads';

const name = 'dev-reloads';

/** Does `dev-reloads`, 300 of them, or `dev-reloads=20`. Returns the exit status. */
export async function main(names: string[]): Promise<number> {
  const [asked = name] = names;
  const count = Number(/^dev-reloads(?:=(\d+))?$/.exec(asked)?.[1] ?? 300);
  if (!asked.startsWith(name)) {
    process.stderr.write(`There is nothing called ${asked}: there is ${name}.\n`);
    return 2;
  }
  const { latencies, connections, heaps } = await reloads(count);
  const sorted = [...latencies].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  const most = Math.max(...connections);
  const first = heaps[Math.floor(heaps.length / 10)] ?? 0;
  const last = heaps.at(-1) ?? 0;
  process.stdout.write(
    `${name}: ${latencies.length} reloads, median ${at(0.5)} ms, 9 of 10 within ${at(0.9)} ms; ` +
      `at most ${most} connections; heap ${mega(first)} MB after a tenth, ${mega(last)} MB at the end\n`,
  );
  return most <= POOL && last <= first * 1.25 ? 0 : 1;
}

/** What pg opens at most for one server, unless it is told otherwise. */
const POOL = 10;

function mega(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}
