import type { Step } from './step';

/** How long each step took without nested steps, in the order they began; steps with the same name add up. */
export function timesOf(all: readonly Step[]): Map<string, number> {
  const times = new Map<string, number>();
  const open: Step[] = [];
  for (const step of [...all].sort((a, b) => a.began - b.began || b.ended - a.ended)) {
    while ((open.at(-1)?.ended ?? Number.POSITIVE_INFINITY) <= step.began) open.pop();
    const around = open.at(-1);
    const length = step.ended - step.began;
    if (around !== undefined) times.set(around.name, (times.get(around.name) ?? 0) - length);
    times.set(step.name, (times.get(step.name) ?? 0) + length);
    open.push(step);
  }
  return times;
}
