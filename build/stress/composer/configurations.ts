import { Composer } from '../../composer/composer';
import { model, TemporaryProject } from '../../test-kit/composer/project';
import { generator } from '../../test-kit/composer/random-models';
import { same } from './clean-builds';
import { type LongRun, progress } from './long-run';

type Random = (bound: number) => number;

/** The files that an author writes in a project, by path. */
type Tree = Readonly<Record<string, string>>;

/** Edits the configuration and the files it takes: patterns, exclusions, packages, databases. */
export const configurations: LongRun = {
  count: 300,
  async run(asked) {
    const random = generator(asked.seed);
    const report = progress(asked, 'configurations');
    const project = new TemporaryProject();
    const breaches: string[] = [];
    let [before, refused]: [Tree, number] = [{}, 0];
    try {
      for (let round = 0; round < asked.count; round++) {
        for (let left = 1 + random(3); left > 0; left--) {
          const after = treeOf(random);
          settle(project, before, after);
          before = after;
          const { ok } = await new Composer({ root: project.root }).run({ generate: left === 1 });
          const clean = await cleanBuild(after, left === 1);
          if (!ok) refused++;
          const where = `seed ${asked.seed}, round ${round}, ${after['prismosaic.config.ts'] ?? 'no configuration'}`;
          if (ok !== clean.ok)
            breaches.push(`${where}: ended with ok ${ok}, and a clean build with ${clean.ok}`);
          // What was published stays while there are errors, and a client stays while none is generated.
          if (!ok || left > 1) continue;
          const now = published(project);
          if (same(now, clean.files)) continue;
          const names = new Set([...Object.keys(now), ...Object.keys(clean.files)]);
          const differ = [...names].filter((name) => now[name] !== clean.files[name]);
          breaches.push(`${where}: ${differ.length} files differ, such as ${differ.slice(0, 3).join(', ')}`);
        }
        report(round + 1);
      }
    } finally {
      project.dispose();
    }
    const figures = `${asked.count} rounds, ${refused} refused, ${breaches.length} differ from a clean build`;
    return { figures, breaches };
  },
};

/** Random files that fit together in every combination. */
function treeOf(random: Random): Tree {
  const files: Record<string, string> = {
    'node_modules/@acme/outbox/package.json': '{ "prismosaic": { "schema": "outbox.prisma" } }',
    'node_modules/@acme/outbox/outbox.prisma': model('OutboxEvent'),
    'src/components/registered-component.ts': '',
  };
  for (const name of ['a', 'b', 'c']) {
    if (random(4) === 0) continue;
    files[`src/components/${name}/prisma/schema.prisma`] = model(
      `Own${name}`,
      ...['x Int', 'y Int'].slice(random(3)),
    );
    if (random(2) === 0) files[`src/components/${name}/component.module.ts`] = '';
  }
  if (random(2) === 0) files['src/components/a/parts/deep/prisma/schema.prisma'] = model('Deep');
  if (random(2) === 0) files['src/stock/shelf/prisma/schema.prisma'] = model('Shelf');
  if (random(5) > 0) files['prismosaic.config.ts'] = configuration(random);
  return files;
}

function configuration(random: Random): string {
  const one = (...values: unknown[]): unknown => values[random(values.length)];
  const patterns = ['src/components/*/prisma/schema.prisma', 'src/components/**/schema.prisma'];
  const databases = {
    default: {
      schemas: one(undefined, ...patterns, ['src/components/{a,b}/prisma/*.prisma', 'src/stock/**/*.prisma']),
      exclude: one(undefined, 'src/components/b', ['**/parts', 'src/components/c']),
      packages: one(undefined, '@acme/outbox'),
    },
    stock: one(
      undefined,
      { schemas: ['src/stock/*/prisma/schema.prisma', 'src/components/a/prisma/schema.prisma'] },
      { schemas: 'src/stock/**/*.prisma', packages: '@acme/outbox' },
    ),
    other: one(
      undefined,
      undefined,
      { schemas: 'src/components/c/**/*.prisma' },
      { schemas: '../out/*.prisma' },
    ),
  };
  return `export default { databases: ${JSON.stringify(databases)} };\n`;
}

function settle(project: TemporaryProject, before: Tree, after: Tree): void {
  for (const file of Object.keys(before)) if (!(file in after)) project.remove(file);
  for (const [file, text] of Object.entries(after)) if (before[file] !== text) project.write(file, text);
}

async function cleanBuild(tree: Tree, generate: boolean) {
  const project = new TemporaryProject();
  try {
    settle(project, {}, tree);
    const { ok } = await new Composer({ root: project.root }).run({ generate });
    return { ok, files: published(project) };
  } finally {
    project.dispose();
  }
}

function published(project: TemporaryProject): Record<string, string> {
  return { ...project.snapshot('prisma'), ...project.snapshot('src') };
}
