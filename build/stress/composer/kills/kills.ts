import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Composer } from '../../../composer/composer';
import { composeInChild } from '../../../test-kit/composer/child';
import { model, TemporaryProject } from '../../../test-kit/composer/project';
import { generator } from '../../../test-kit/composer/random-models';
import { CleanBuilds, type Schemas, same, settle, stateOf } from '../clean-builds';
import { type LongRun, progress } from '../long-run';
import { Reader } from './reader';

/** An edit, a removed component, an added component. */
const variants: Schemas[] = [
  { shop: model('Order') + model('Line'), blog: model('Post') },
  { shop: model('Order', 'note String?'), blog: model('Post') },
  { shop: model('Order', 'note String?') },
  { shop: model('Order'), blog: model('Post'), news: model('Item') },
];

/** Kills composing processes, mostly while they write; another process reads what they publish meanwhile. */
export const kills: LongRun = {
  count: 500,
  async run(asked) {
    const { seed, count } = asked;
    const random = generator(seed);
    const report = progress(asked, 'kills');
    const clean = new CleanBuilds();
    const project = new TemporaryProject();
    const breaches: string[] = [];
    const changes = new Map<string, number>();
    let before: Schemas = {};
    let [mixtures, unfixed, killed, failed] = [0, 0, 0, 0];
    // A run that generates no client does not change the client.
    const good = [{ schema: {}, client: {} }, ...(await Promise.all(variants.map((one) => clean.of(one))))];
    const reader = new Reader(project);
    try {
      for (let round = 0; killed < count; round++) {
        const next = random(variants.length);
        const after = variants[next] ?? {};
        settle(project, before, after);
        const generate = random(3) > 0;
        // An undisturbed run shows how often such a run changes the file system.
        const work = `${variants.indexOf(before)} ${next} ${generate}`;
        const most = changes.get(work);
        before = after;
        const far = random(3) === 0 ? random(most ?? 1) : (most ?? 1) - 1 - random(Math.min(most ?? 1, 16));
        const timed = random(8) === 0;
        const killAt = most === undefined || timed || most === 0 ? 0 : 1 + Math.max(0, far);
        const child = composeInChild(project.root, { generate, killAt });
        if (timed && most !== undefined) void sleep(random(1200)).then(child.kill);
        const ended = await child.ended;
        if (ended.signal === 'SIGKILL') killed++;
        else changes.set(work, ended.changes);
        const wrong: string[] = [];
        const state = stateOf(project);
        if (!good.some(({ schema }) => same(schema, state.schema))) wrong.push('the schema is a mixture');
        if (!good.some(({ client }) => same(client, state.client))) wrong.push('the client is a mixture');
        mixtures += wrong.length;
        if (ended.signal === null && ended.status !== 0) {
          failed++;
          wrong.push(`an undisturbed run failed: ${ended.stderr}`);
        }
        if (!(await fixes(project, await clean.of(after)))) {
          unfixed++;
          wrong.push('the next run did not fix everything');
        }
        const where = `seed ${seed}, round ${round} (${work}, killed at ${killAt} of ${most})`;
        breaches.push(...wrong.map((one) => `${where}: ${one}`));
        if (ended.signal === 'SIGKILL') report(killed);
      }
    } finally {
      const seen = await reader.end(good);
      asked.say(
        `a reader read ${seen.reads} folders, ${seen.repeated} of them again, and saw ${seen.mixtures} mixtures`,
      );
      if (seen.mixtures > 0) breaches.push(`seed ${seed}: the reader saw ${seen.mixtures} mixtures`);
      mixtures += seen.mixtures;
      project.dispose();
    }
    const figures = `${killed} kills: ${mixtures} mixtures, ${unfixed} not fixed; ${failed} undisturbed runs failed`;
    return { figures, breaches };
  },
};

async function fixes(project: TemporaryProject, wanted: ReturnType<typeof stateOf>): Promise<boolean> {
  const { ok } = await new Composer({ root: project.root }).run();
  const { schema, client } = stateOf(project);
  const beside = ['prisma', 'src/database', 'src/components', '.prismosaic']
    .flatMap((folder) => fs.readdirSync(project.path(folder)))
    .filter((name) => name.startsWith('.') || name === 'staging');
  return ok && same(schema, wanted.schema) && same(client, wanted.client) && beside.length === 0;
}
