import path from 'node:path';
import { Composer } from '../build/composer';
import { GeneratedProject } from './generated-project';
import { interleave, timeNode } from './measure';
import { pluginShare } from './plugin-share';
import { npxGenerate, prismaGenerate } from './rival';

/** A line of the table. Times in ms. */
export interface Figure {
  what: string;
  ours: number | string;
  npx?: number;
  prisma?: number;
  ratios: string;
  goal: string;
  met: boolean;
}

const command = path.resolve(__dirname, '../build/cli/prismosaic.js');

/** Two projects with the same schemas: ours, and one where only Prisma generates. */
async function pair<Result>(
  components: number,
  measure: (ours: GeneratedProject, rival: GeneratedProject, composer: Composer) => Promise<Result>,
): Promise<Result> {
  const [ours, rival] = [new GeneratedProject(components), new GeneratedProject(components)];
  try {
    const composer = new Composer({ root: ours.root });
    for (const outcome of [
      await composer.run(),
      await new Composer({ root: rival.root }).run({ generate: false }),
    ]) {
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics, null, 2));
    }
    return await measure(ours, rival, composer);
  } finally {
    ours.dispose();
    rival.dispose();
  }
}

const times = (ratio: number): string => `${ratio.toFixed(ratio < 20 ? 1 : 0)} ×`;

export function unchanged(components: number): Promise<Figure[]> {
  return pair(components, async (ours, rival) => {
    const { npx, node, process } = await interleave(3, {
      npx: () => npxGenerate(rival.root),
      node: () => timeNode(['-e', '0'], { cwd: ours.root }),
      process: () => timeNode([command, 'compose'], { cwd: ours.root }),
    });
    const plugin = await pluginShare(ours.root);
    return [
      {
        what: `nothing changed, plugin, ${components} × 5`,
        ours: plugin,
        npx,
        ratios: times(npx / plugin),
        goal: '≤ 15 ms, ≥ 100 ×',
        met: plugin <= 15 && npx / plugin >= 100,
      },
      {
        what: `nothing changed, process, ${components} × 5`,
        ours: process,
        npx,
        ratios: `${(process / node).toFixed(2)} nodes, ${times(npx / process)}`,
        goal: '≤ 2 bare nodes, ≥ 40 ×',
        met: process / node <= 2 && npx / process >= 40,
      },
    ];
  });
}

/** From the edit of one field until the client is in place. */
export function edited(components: number, rounds: number, goal: number): Promise<Figure> {
  return pair(components, async (ours, rival, composer) => {
    let edit = 0;
    const { npx, prisma, warm, process } = await interleave(rounds, {
      npx: () => npxGenerate(rival.root),
      prisma: () => prismaGenerate(rival.root),
      warm: async () => {
        ours.editComponent(Math.floor(components / 2), ++edit);
        const began = performance.now();
        const outcome = await composer.run();
        if (!outcome.ok || outcome.written.length === 0) throw new Error('The edit was not published.');
        return performance.now() - began;
      },
      process: () => {
        ours.editComponent(Math.floor(components / 2), ++edit);
        return timeNode([command, 'compose'], { cwd: ours.root });
      },
    });
    return {
      what: `one field edited, warm, ${components} × 5`,
      ours: warm,
      npx,
      prisma,
      ratios: `${times(npx / warm)} npx, ${times(prisma / warm)} prisma; as a process ${times(npx / process)}`,
      goal: `≥ ${goal} ×`,
      met: npx / warm >= goal,
    };
  });
}

/** Nothing published yet. */
export function cold(components: number, rounds: number): Promise<Figure> {
  return pair(components, async (ours, rival) => {
    const fromScratch = (project: GeneratedProject, folders: string[], time: () => number): number => {
      for (const folder of folders) project.remove(folder);
      return time();
    };
    const { npx, prisma, compose } = await interleave(rounds, {
      npx: () => fromScratch(rival, ['src/database'], () => npxGenerate(rival.root)),
      prisma: () => fromScratch(rival, ['src/database'], () => prismaGenerate(rival.root)),
      compose: () =>
        fromScratch(ours, ['src/database', 'prisma/schema', '.prismosaic'], () =>
          timeNode([command, 'compose'], { cwd: ours.root }),
        ),
    });
    return {
      what: `cold, composed and generated, ${components} × 5`,
      ours: compose,
      npx,
      prisma,
      ratios: `${times(npx / compose)} npx, ${times(prisma / compose)} prisma`,
      goal: 'no slower',
      met: compose <= npx,
    };
  });
}

/** The time for a component, and for one among ten times as many. */
export async function linear(): Promise<Figure> {
  const composing = async (components: number): Promise<number> => {
    const project = new GeneratedProject(components);
    try {
      const { once } = await interleave(3, {
        once: async () => {
          project.remove('prisma/schema');
          const began = performance.now();
          const { ok } = await new Composer({ root: project.root }).run({ generate: false });
          if (!ok) throw new Error('Composing failed.');
          return (performance.now() - began) / components;
        },
      });
      return once;
    } finally {
      project.dispose();
    }
  };
  const [few, many] = [await composing(100), await composing(1000)];
  return {
    what: 'without generating, 1,000 × 5, a component',
    ours: many,
    ratios: `${(many / few).toFixed(2)} of ${few.toFixed(2)} ms at 100 × 5`,
    goal: '≤ 1.5',
    met: many / few <= 1.5,
  };
}

export function rewritten(components: number): Promise<Figure> {
  return pair(components, async (ours, _rival, composer) => {
    const client = 'src/database/client';
    const before = ours.files(client);
    ours.editComponent(Math.floor(components / 2), 1);
    const { written } = await composer.run();
    const after = ours.files(client);
    const differing = [...after].filter(([name, text]) => before.get(name) !== text).length;
    const count = written.filter((file) => after.has(path.relative(ours.path(client), file))).length;
    return {
      what: `one field edited, ${components} × 5, files written`,
      ours: `${count} of ${after.size}`,
      ratios: `${differing} differ`,
      goal: 'only those',
      met: count === differing,
    };
  });
}
