import fs from 'node:fs';
import { Composer } from '../../../composer/composer';
import { type Fault, withFault } from '../../../test-kit/composer/faults';
import { model, TemporaryProject } from '../../../test-kit/composer/project';
import { generator } from '../../../test-kit/composer/random-models';
import { CleanBuilds, type Schemas, type State, same, settle, stateOf } from '../clean-builds';
import { type LongRun, progress, type Result } from '../long-run';

const codes = ['ENOSPC', 'EACCES', 'EROFS', 'EIO'];
const variants: Schemas[] = [
  { shop: model('Order') + model('Line'), blog: model('Post') },
  { shop: model('Order', 'note String?') },
  { shop: model('Order'), blog: model('Post'), news: model('Item') },
];

/** Refuses a change that a run makes to the file system: only that one, or also all later ones. */
export const outputs: LongRun = {
  count: 400,
  async run(asked) {
    const { seed, count } = asked;
    const random = generator(seed);
    const report = progress(asked, 'refusals');
    const clean = new CleanBuilds();
    const project = new TemporaryProject();
    const breaches: string[] = [];
    let [before, refused, inPart]: [Schemas, number, number] = [{}, 0, 0];
    // How many changes an undisturbed run makes, for each kind of work: the first run of each kind counts them.
    const changes = new Map<string, number>();
    try {
      for (let round = 0; round < count; round++) {
        const after = variants[round % variants.length] ?? {};
        settle(project, before, after);
        const generate = random(3) > 0;
        const code = codes[random(codes.length)] ?? 'EIO';
        // At the end of a run, everything is put in place.
        const work = `${round % variants.length} ${generate}`;
        const most = changes.get(work) ?? 0;
        const at = most === 0 ? 0 : 1 + (random(2) === 0 ? random(most) : Math.max(0, most - 1 - random(14)));
        const fault = { at, code, onward: at > 0 && random(2) === 0 };
        const [old, next] = [stateOf(project), await clean.of(after)];
        const found = await refuse(project, fault, generate, old, next);
        if (at === 0) changes.set(work, found.changes);
        if (found.refused) refused++;
        if (found.inPart) inPart++;
        const unfixed = await fix(project, next);
        const where = `seed ${seed}, round ${round}, ${JSON.stringify(fault)}`;
        breaches.push(...[...found.wrong, ...unfixed].map((wrong) => `${where}: ${wrong}`));
        before = after;
        report(round + 1);
      }
    } finally {
      project.dispose();
    }
    const figures = `${count} runs, ${refused} refused at a change, ${inPart} in part and said so, ${breaches.length} breaches`;
    return { figures, breaches } satisfies Result;
  },
};

async function refuse(project: TemporaryProject, fault: Fault, generate: boolean, old: State, next: State) {
  const wrong: string[] = [];
  let [reported, ok] = [[] as string[], true];
  const changes = await withFault(fault, async () => {
    try {
      const outcome = await new Composer({ root: project.root }).run({ generate });
      ok = outcome.ok;
      reported = outcome.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    } catch (error) {
      wrong.push(`threw ${error}`);
    }
  });
  const { schema, client } = stateOf(project);
  const [oldSchema, newSchema] = [same(schema, old.schema), same(schema, next.schema)];
  const [oldClient, newClient] = [same(client, old.client), same(client, next.client)];
  if (!(oldSchema || newSchema)) wrong.push('the schema is a mixture');
  if (!(oldClient || newClient)) wrong.push('the client is a mixture');
  const inPart = reported.includes('OUTPUT_IN_PART');
  const published = newSchema && (newClient || !generate);
  const untouched = oldSchema && oldClient;
  if (ok && !published) wrong.push('no error was reported, and it is not published');
  if (!ok && reported.length === 0) wrong.push('it failed without a diagnostic');
  if (!ok && !untouched && !inPart && !reported.includes('OUTPUT_NOT_CLEARED'))
    wrong.push(`it says that the old state is in place (${reported.join()}), and it is not`);
  return { wrong, changes, refused: !ok, inPart };
}

/** The next run fixes everything, and leaves no other files. */
async function fix(project: TemporaryProject, next: State): Promise<string[]> {
  const { ok, diagnostics } = await new Composer({ root: project.root }).run();
  if (!ok) return [`the next run failed: ${JSON.stringify(diagnostics)}`];
  const { schema, client } = stateOf(project);
  const wrong =
    same(schema, next.schema) && same(client, next.client) ? [] : ['the next run did not fix everything'];
  const beside = ['prisma', 'src/database', 'src/components']
    .flatMap((folder) => fs.readdirSync(project.path(folder)))
    .filter((name) => name.startsWith('.'));
  return beside.length === 0 ? wrong : [...wrong, `the next run left ${beside.join()}`];
}
