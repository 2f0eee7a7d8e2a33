import { channel } from 'node:diagnostics_channel';

/** A step of the pipeline, in ms since the process began. Steps may be nested. */
export interface Step {
  name: string;
  began: number;
  ended: number;
}

/** The channel that steps are published on. It costs little without subscribers. */
export const steps = channel('prismosaic:step');

/** Runs a piece of work as a step of the pipeline. */
export function step<Result>(name: string, work: () => Result): Result {
  const began = performance.now();
  try {
    return work();
  } finally {
    publish(name, began);
  }
}

/** The same for asynchronous work. */
export async function asyncStep<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const began = performance.now();
  try {
    return await work();
  } finally {
    publish(name, began);
  }
}

function publish(name: string, began: number): void {
  if (steps.hasSubscribers) steps.publish({ name, began, ended: performance.now() } satisfies Step);
}
