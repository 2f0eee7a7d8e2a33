import { concurrent } from './concurrent';
import { kills } from './kills';
import type { LongRun } from './long-run';
import { malformed } from './malformed';
import { orders } from './orders';
import { outputs } from './outputs';
import { paths } from './paths';
import { sequences } from './sequences';

const runs: Record<string, LongRun> = { malformed, kills, concurrent, outputs, sequences, orders, paths };

/**
 * Does the named ones (`composer-kills`, `composer-kills=50` for so many, `composer-kills=50@7` with the seed 7), or
 * all. Returns the exit status.
 */
export async function main(names: string[]): Promise<number> {
  const chosen = names.length === 0 ? Object.keys(runs).map((name) => `composer-${name}`) : names;
  let status = 0;
  for (const asked of chosen) {
    const [, name = '', count, seed] = /^composer-(\w+)(?:=(\d*)(?:@(\d+))?)?$/.exec(asked) ?? [];
    const one = Object.hasOwn(runs, name) ? runs[name] : undefined;
    if (one === undefined) {
      process.stderr.write(`There is nothing called ${asked}: there is ${Object.keys(runs).join(', ')}.\n`);
      return 2;
    }
    status = Math.max(status, await runOne(`composer-${name}`, one, Number(count || one.count), seed));
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
