import { channel } from 'node:diagnostics_channel';

/** A step of the pipeline, in ms since the process began. Steps may lie within each other. */
export interface Step {
  name: string;
  began: number;
  ended: number;
}

/** Where steps are told; nobody listens unless somebody wants to know. */
export const steps = channel('prismosaic:step');

/** Does a piece of work as a step of the pipeline. */
export function step<Result>(name: string, work: () => Result): Result {
  const began = performance.now();
  try {
    return work();
  } finally {
    tell(name, began);
  }
}

/** The same for work that is waited for. */
export async function asyncStep<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const began = performance.now();
  try {
    return await work();
  } finally {
    tell(name, began);
  }
}

function tell(name: string, began: number): void {
  if (steps.hasSubscribers) steps.publish({ name, began, ended: performance.now() } satisfies Step);
}
