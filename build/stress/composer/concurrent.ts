import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Composer } from '../../composer/composer';
import { composeInChild } from '../../test-kit/composer/child';
import { model, TemporaryProject } from '../../test-kit/composer/project';
import { generator } from '../../test-kit/composer/random-models';
import { CleanBuilds, same, stateOf } from './clean-builds';
import { type LongRun, progress } from './long-run';

/** How soon a killed holder of the lock must be replaced, in ms. */
const soon = 5_000;

/** Composes with 2, 4 and 8 processes at once; every second round kills the one that works. */
export const concurrent: LongRun = {
  count: 50,
  async run(asked) {
    const random = generator(asked.seed);
    const report = progress(asked, 'rounds');
    const project = new TemporaryProject().schema('blog', model('Post')).schema('shop', model('Order'));
    const breaches: string[] = [];
    let [processes, replaced, longest] = [0, 0, 0];
    await new Composer({ root: project.root }).run();
    try {
      for (let round = 0; round < asked.count; round++) {
        const many = [2, 4, 8][round % 3] ?? 2;
        const shop = model('Order', `note${round} String?`);
        project.schema('shop', shop);
        // It is killed while it holds the lock: the first changes make the lock.
        const killAt = round % 2 === 1 ? 8 + random(12) : 0;
        const victim = composeInChild(project.root, { killAt });
        if (killAt > 0) await holds(project, victim.pid);
        const others = Array.from({ length: many - 1 }, () => composeInChild(project.root));
        const died = victim.ended.then(() => performance.now());
        const next = killAt > 0 ? nextHolder(project, victim.pid, died) : undefined;
        const ended = await Promise.all([victim, ...others].map((one) => one.ended));
        processes += many;
        const wrong = ended
          .filter(({ signal, status }, index) => (index > 0 || killAt === 0) && (signal ?? status) !== 0)
          .map(({ stderr }) => `one of ${many} failed: ${stderr}`);
        if (killAt > 0 && ended[0]?.signal === 'SIGKILL') {
          const took = (await next) ?? 0;
          replaced++;
          longest = Math.max(longest, took);
          if (took > soon) wrong.push(`a killed holder was replaced after ${took} ms`);
        }
        const workers = ended.filter(({ written }) => written > 0).length;
        if (workers > 1 || (killAt === 0 && workers !== 1)) wrong.push(`${workers} did the work`);
        const [now, clean] = [stateOf(project), await new CleanBuilds().of({ blog: model('Post'), shop })];
        if (!same(now.schema, clean.schema) || !same(now.client, clean.client)) wrong.push('other bytes');
        breaches.push(...wrong.map((one) => `seed ${asked.seed}, round ${round}: ${one}`));
        report(round + 1);
      }
    } finally {
      project.dispose();
    }
    const figures = `${asked.count} rounds, ${processes} processes, ${replaced} holders killed and replaced within ${Math.round(longest)} ms, ${breaches.length} breaches`;
    return { figures, breaches };
  },
};

function holder(project: TemporaryProject): string {
  return fs.readFileSync(project.path('.prismosaic/locks/compose.lock'), 'utf8');
}

/** Waits until a process has the lock, or has ended. */
async function holds(project: TemporaryProject, pid: number | undefined): Promise<void> {
  while (holder(project) !== String(pid) && isAlive(pid)) await sleep(2);
}

/** The time from the end of one holder until the lock had another, in ms. */
async function nextHolder(
  project: TemporaryProject,
  pid: number | undefined,
  died: Promise<number>,
): Promise<number> {
  const since = await died;
  while (holder(project) === String(pid) && performance.now() - since < 2 * soon) await sleep(2);
  return performance.now() - since;
}

function isAlive(pid: number | undefined): boolean {
  return pid !== undefined && fs.existsSync(`/proc/${pid}/stat`);
}
