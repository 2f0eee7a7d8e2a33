import { ProjectCopy } from '../../test-kit/project-copy';
import type { LongRun } from '../composer/long-run';
import { TESTS, writeSuite } from './hostile-suite';

/** How much longer the run after a kill may take than one after none, in ms. */
const DELAY_MS = 2_000;

/** Kills Jest at random moments. The next run passes, says nothing of a wait, and takes no longer. */
export const kills: LongRun['run'] = async ({ seed, count, say }) => {
  const project = new ProjectCopy();
  const breaches: string[] = [];
  const random = randomNumbers(seed);
  const environment = { JEST_WORKERS: '2', CI: undefined };
  const timed = async () => {
    const began = performance.now();
    const run = project.jest(['src/hostile-1'], environment);
    const status = await run.ended;
    return { time: performance.now() - began, status, output: run.output };
  };
  try {
    writeSuite(project);
    await timed();
    let usual = (await timed()).time;
    let worst = 0;
    for (let round = 1; round <= count; round++) {
      const killed = project.jest(['src/hostile'], environment);
      const at = random() * 4_000;
      await new Promise((resolve) => setTimeout(resolve, at));
      await killed.end('SIGKILL');
      const { time, status, output } = await timed();
      if (status !== 0)
        breaches.push(
          `round ${round}, killed after ${Math.round(at)} ms: ${status}\n${output.slice(-3_000)}`,
        );
      if (/Waiting for another test run/.test(output)) breaches.push(`round ${round} waited:\n${output}`);
      // On a busy machine what is usual changes.
      const before = usual;
      usual = (await timed()).time;
      const most = Math.max(before, usual);
      worst = Math.max(worst, time - most);
      if (time > most + DELAY_MS)
        breaches.push(`round ${round}: ${Math.round(time)} ms, usually ${Math.round(most)}`);
      say(
        `round ${round}: killed after ${Math.round(at)} ms; then ${Math.round(time)} ms, usually ${Math.round(usual)}`,
      );
    }
    return {
      figures: `${count} kills of runs of ${TESTS} tests; the next took ${Math.round(worst)} ms more at most`,
      breaches,
    };
  } finally {
    await project.dispose();
  }
};

/** Numbers from 0 to 1, the same for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed % 2_147_483_647 || 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
