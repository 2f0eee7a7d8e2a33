import { createRequire } from 'node:module';
import path from 'node:path';
import { Composer } from '../build/composer';
import { GeneratedProject } from './generated-project';
import { interleave, printTable, showTime, timeNode } from './measure';
import { pluginShare } from './plugin-share';

const project = path.resolve(__dirname, '..');
const prisma = createRequire(__filename).resolve('prisma/build/index.js');
const environment = {
  PRISMA_SCHEMA_ENGINE_BINARY: path.join(project, 'build/schema-engine/bin/schema-engine.js'),
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  CHECKPOINT_DISABLE: '1',
};

/** Composing beside `prisma generate` on the same composed schema, for 10, 50 and 100 components of five models. */
export async function bench(): Promise<void> {
  const rows = [
    [
      'components',
      'prisma generate',
      'bare node',
      'compose, unchanged',
      'plugin, unchanged',
      'edit, warm',
      'ratios',
    ],
  ];
  for (const components of [10, 50, 100]) rows.push(await row(components));
  console.log(
    'Medians; the ratios say how many times longer `prisma generate` takes than each of the last three.\n',
  );
  printTable(rows);
}

async function row(components: number): Promise<string[]> {
  const bench = new GeneratedProject(components);
  const cwd = bench.root;
  try {
    const composer = new Composer({ root: cwd });
    const { ok, diagnostics } = await composer.run();
    if (!ok) throw new Error(JSON.stringify(diagnostics, null, 2));
    let edit = 0;
    const times = await interleave(5, {
      prisma: () => timeNode([prisma, 'generate'], { cwd, environment }),
      // What Prisma has put there is taken over first, so that the next measurement finds nothing changed.
      node: async () => {
        await composer.run();
        return timeNode(['-e', '0'], { cwd });
      },
      compose: () => timeNode([path.join(project, 'build/cli/prismosaic.js'), 'compose'], { cwd }),
      edit: async () => {
        bench.editComponent(Math.floor(components / 2), ++edit);
        const began = performance.now();
        const outcome = await composer.run();
        if (!outcome.ok || outcome.written.length === 0) throw new Error('The edit was not published.');
        return performance.now() - began;
      },
    });
    const plugin = await pluginShare(cwd);
    const ratio = (time: number) => (times.prisma / time).toFixed(time < 100 ? 0 : 1);
    return [
      `${components} × 5`,
      ...[times.prisma, times.node, times.compose, plugin, times.edit].map(showTime),
      [times.compose, plugin, times.edit].map(ratio).join(' · '),
    ];
  } finally {
    bench.dispose();
  }
}
