import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Composer } from '../../../composer/composer';
import { composeInChild, type Starting } from '../../../test-kit/composer/child';
import { model, TemporaryProject } from '../../../test-kit/composer/project';
import { generator } from '../../../test-kit/composer/random-models';
import { CleanBuilds, type Schemas, type State, same, settle, stateOf } from '../clean-builds';
import { type Asked, type LongRun, progress } from '../long-run';

/** An unprivileged user that every system has. */
const nobody = 65534;

/** A project whose disk or permissions refuse something for real; undone by `restore`. */
interface Refusal {
  starting: Starting;
  restore(): void;
}

interface Way {
  name: string;
  /** Whether the project is on its own small disk. */
  mounted?: true;
  /** Why this machine can't; undefined when it can. */
  impossible(): string | undefined;
  refuse(project: TemporaryProject, random: (bound: number) => number): Refusal;
}

const places = ['.', '.prismosaic', '.prismosaic/locks', 'prisma', 'prisma/schema', 'src/components'].concat([
  'src/database',
  'src/database/client',
  'src/database/client/models',
]);

const ways: Way[] = [
  {
    name: 'no permission for a folder, as an ordinary user',
    impossible: () => (isRoot() && !mayRead() ? 'an ordinary user can’t read this checkout' : undefined),
    refuse(project, random) {
      const place = project.path(places[random(places.length)] ?? '.');
      if (isRoot()) execFileSync('chown', ['-R', `${nobody}:${nobody}`, project.root]);
      const { mode } = fs.statSync(place);
      fs.chmodSync(place, 0o555);
      return {
        starting: isRoot() ? { uid: nobody, gid: nobody } : {},
        restore: () => fs.chmodSync(place, mode),
      };
    },
  },
  {
    name: 'a limit on file size',
    impossible: () =>
      spawnSync('prlimit', ['--version']).status === 0 ? undefined : 'prlimit is not installed',
    refuse: (_project, random) => ({ starting: { fileSize: 1 + random(40_000) }, restore: () => undefined }),
  },
  {
    name: 'a full disk',
    mounted: true,
    impossible: mountable,
    refuse(project, random) {
      const room = fs.statfsSync(project.root);
      const left = random(300_000);
      fs.writeFileSync(project.path('filler'), Buffer.alloc(Math.max(0, room.bavail * room.bsize - left)));
      return { starting: {}, restore: () => fs.rmSync(project.path('filler')) };
    },
  },
  {
    name: 'a read-only disk',
    mounted: true,
    impossible: mountable,
    refuse(project) {
      execFileSync('mount', ['-o', 'remount,ro', project.root]);
      return { starting: {}, restore: () => void execFileSync('mount', ['-o', 'remount,rw', project.root]) };
    },
  },
];

const variants: Schemas[] = [
  { shop: model('Order') + model('Line'), blog: model('Post') },
  { shop: model('Order', 'note String?') },
];

/** Lets the system itself refuse what a composing process writes, in each way that works on this machine. */
export const system: LongRun = {
  count: 60,
  async run(asked) {
    const clean = new CleanBuilds();
    const breaches: string[] = [];
    const figures: string[] = [];
    for (const way of ways) {
      const reason = way.impossible();
      if (reason === undefined) figures.push(await walk(way, asked, clean, breaches));
      else asked.say(`${way.name}: skipped, ${reason}`);
    }
    return { figures: `${figures.join('; ')}; ${breaches.length} breaches`, breaches };
  },
};

async function walk(way: Way, asked: Asked, clean: CleanBuilds, breaches: string[]): Promise<string> {
  const random = generator(asked.seed);
  const report = progress(asked, way.name);
  const project = new TemporaryProject();
  if (way.mounted) execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', project.root]);
  let [before, refused]: [Schemas, number] = [{}, 0];
  try {
    for (let round = 0; round <= asked.count; round++) {
      const after = variants[round % variants.length] ?? {};
      settle(project, before, after);
      before = after;
      const [old, next] = [stateOf(project), await clean.of(after)];
      // The first run makes the state that may be lost.
      if (round > 0) {
        const { starting, restore } = way.refuse(project, random);
        const ended = await composeInChild(project.root, starting).ended;
        restore();
        if (ended.status !== 0) refused++;
        const wrong = judge(ended, stateOf(project), old, next);
        breaches.push(...wrong.map((what) => `seed ${asked.seed}, ${way.name}, round ${round}: ${what}`));
        report(round);
      }
      const { ok, diagnostics } = await new Composer({ root: project.root }).run();
      const now = stateOf(project);
      if (!ok || !same(now.schema, next.schema) || !same(now.client, next.client))
        breaches.push(
          `seed ${asked.seed}, ${way.name}, round ${round}: not fixed ${JSON.stringify(diagnostics)}`,
        );
    }
  } finally {
    if (way.mounted) execFileSync('umount', [project.root]);
    project.dispose();
  }
  return `${way.name}: ${refused} of ${asked.count} refused`;
}

function judge(
  {
    status,
    signal,
    stdout,
    stderr,
  }: { status: number | null; signal: string | null; stdout: string; stderr: string },
  now: State,
  old: State,
  next: State,
): string[] {
  const [oldSchema, newSchema] = [same(now.schema, old.schema), same(now.schema, next.schema)];
  const [oldClient, newClient] = [same(now.client, old.client), same(now.client, next.client)];
  const wrong: string[] = [];
  if (!(oldSchema || newSchema)) wrong.push('the schema is a mixture');
  if (!(oldClient || newClient)) wrong.push('the client is a mixture');
  if (status === 0 && !(newSchema && newClient)) wrong.push('no error was reported, and it is not published');
  if (status !== 0 && !stdout.includes('"severity":"error"'))
    wrong.push(`it ended with ${signal ?? status} and no diagnostic: ${stderr.slice(0, 300)}`);
  const said = /OUTPUT_(IN_PART|NOT_CLEARED)/.test(stdout);
  if (status !== 0 && !said && !(oldSchema && oldClient))
    wrong.push('it says that the old state is in place, and it is not');
  return wrong;
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Whether an ordinary user can read what composing needs. */
function mayRead(): boolean {
  const look = `require(${JSON.stringify(path.resolve(__dirname, '../../../ground/load-typescript'))})`;
  return spawnSync(process.execPath, ['-e', look], { uid: nobody, gid: nobody, cwd: '/' }).status === 0;
}

function mountable(): string | undefined {
  if (!isRoot()) return 'only root can mount a small disk';
  const project = new TemporaryProject();
  try {
    const tried = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', project.root]);
    if (tried.status !== 0) return 'mounting is not allowed here';
    execFileSync('umount', [project.root]);
    return undefined;
  } finally {
    project.dispose();
  }
}
