import type { Asked, Result } from '../composer/long-run';
import { Developed } from './developed';

/** The default maximum of connections in a pool of pg. */
const POOL = 10;
const VISITORS = 3;
/** The highest ratio of late to early memory, and the number of reloads that shows a trend. */
const TREND = 1.1;
const TREND_FROM = 60;

const list = 'src/components/demo/ui/post-list.tsx';

/** Saves a page's code `count` times while visitors request the page, and measures connections and memory each time. */
export async function reloads({ count, say }: Asked): Promise<Result> {
  const developed = await Developed.start();
  const visitors = new Visitors(() => developed.page());
  const latencies: number[] = [];
  const connections: number[] = [];
  const heaps: number[] = [];
  const sizes: number[] = [];
  try {
    let before = 'className="card post"';
    for (let index = 1; index <= count; index++) {
      const after = `className="card post number-${index}"`;
      const from = developed.output.length;
      const began = performance.now();
      developed.project.edit(list, before, after);
      before = after;
      while (!(await developed.page()).includes(`number-${index}"`));
      latencies.push(performance.now() - began);
      await developed.says(/closed the connection/, from);
      connections.push(await developed.connections());
      const { heapUsed, rss } = await developed.memory();
      heaps.push(heapUsed);
      sizes.push(rss);
      if (index % 25 === 0) {
        say(
          `${index} of ${count}: ${connections.at(-1)} connections, heap ${mega(heapUsed)}, all ${mega(rss)} MB`,
        );
      }
    }
  } finally {
    await visitors.leave();
    await developed.dispose();
  }
  const most = Math.max(...connections);
  const grows = ({ early, late }: { early: number; late: number }) =>
    count >= TREND_FROM && late > early * TREND;
  const heap = trend(heaps);
  const size = trend(sizes);
  return {
    figures:
      `${latencies.length} reloads, median ${Math.round(median(latencies))} ms; at most ${most} connections; ` +
      `${visitors.visits} visits, ${visitors.refused.length} refused; ` +
      `heap ${mega(heap.early)} → ${mega(heap.late)} MB, all ${mega(size.early)} → ${mega(size.late)} MB`,
    breaches: [
      ...(most > POOL ? [`${most} connections, of a pool of ${POOL}`] : []),
      ...visitors.refused.slice(0, 3),
      ...(grows(heap) ? [`the heap grows: ${heaps.map(mega).join(' ')}`] : []),
      ...(grows(size) ? [`the process grows: ${sizes.map(mega).join(' ')}`] : []),
    ],
  };
}

/** They request a page again and again, until they leave. */
class Visitors {
  visits = 0;
  readonly refused: string[] = [];
  #staying = true;
  readonly #left: Promise<unknown>;

  constructor(visit: () => Promise<unknown>) {
    this.#left = Promise.all(Array.from({ length: VISITORS }, () => this.#come(visit)));
  }

  async leave(): Promise<void> {
    this.#staying = false;
    await this.#left;
  }

  async #come(visit: () => Promise<unknown>): Promise<void> {
    while (this.#staying) {
      this.visits++;
      try {
        await visit();
      } catch (error) {
        this.refused.push(`a visit failed: ${error instanceof Error ? `${error.cause ?? error}` : error}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** The medians of the second sixth of the reloads, after the warm-up, and of the last sixth. */
function trend(values: readonly number[]): { early: number; late: number } {
  const at = (share: number) => Math.floor(values.length * share);
  return { early: median(values.slice(at(1 / 6), at(1 / 3))), late: median(values.slice(at(5 / 6))) };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function mega(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}
