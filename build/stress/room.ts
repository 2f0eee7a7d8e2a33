import type { LongRun } from './composer/long-run';

/**
 * Runs the named long runs of a room (`composer-kills`, `composer-kills=50` for 50 rounds, `composer-kills=50@7` with
 * the seed 7), or all of them. Returns the exit status.
 */
export async function runRoom(
  room: string,
  runs: Readonly<Record<string, LongRun>>,
  names: readonly string[],
): Promise<number> {
  const chosen = names.length === 0 ? Object.keys(runs).map((name) => `${room}-${name}`) : names;
  let status = 0;
  for (const asked of chosen) {
    const [, name = '', count, seed] =
      new RegExp(`^${room}-(\\w+)(?:=(\\d*)(?:@(\\d+))?)?$`).exec(asked) ?? [];
    const one = Object.hasOwn(runs, name) ? runs[name] : undefined;
    if (one === undefined) {
      process.stderr.write(
        `Unknown name ${asked}. Available: ${Object.keys(runs)
          .map((one) => `${room}-${one}`)
          .join(', ')}.\n`,
      );
      return 2;
    }
    status = Math.max(status, await runOne(`${room}-${name}`, one, Number(count || one.count), seed));
  }
  return status;
}

async function runOne(name: string, run: LongRun, count: number, given: string | undefined): Promise<number> {
  const seed = Number(given ?? Date.now() % 1_000_000);
  const say = (message: string): void => void process.stdout.write(`  ${message}\n`);
  say(`${name}=${count}@${seed}`);
  const { figures, breaches } = await run.run({ seed, count, say });
  for (const breach of breaches) process.stderr.write(`  ${breach}\n`);
  process.stdout.write(`${name}: ${figures}\n`);
  return breaches.length === 0 ? 0 : 1;
}
