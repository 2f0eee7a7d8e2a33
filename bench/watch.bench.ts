import { Composer } from '../build/composer';
import { GeneratedProject } from './generated-project';
import { interleave, printTable, showTime } from './measure';
import { npxGenerate } from './rival';
import { WatchedApplication } from './watched-application';

const ROUNDS = 5;

/**
 * From saving one field while `prismosaic dev` runs until the server answers with the new code, compared with
 * `npx prisma generate`.
 */
export async function bench(): Promise<void> {
  const rows: string[][] = [['what', 'ours', 'npx', 'of npx', 'goal', 'met']];
  for (const components of [10, 100]) {
    const { watch, npx } = await measure(components);
    rows.push([
      `one field saved, until served, ${components} × 5`,
      showTime(watch),
      showTime(npx),
      (watch / npx).toFixed(2),
      components === 100 ? '≤ 0.33' : '',
      components === 100 ? (watch <= npx / 3 ? 'yes' : 'NO') : '',
    ]);
  }
  console.log('Medians of alternating runs. `npx` is `npx prisma generate` on the same schemas.\n');
  printTable(rows);
}

async function measure(components: number): Promise<{ watch: number; npx: number }> {
  const edited = components / 2;
  const generated = new GeneratedProject(components);
  const application = new WatchedApplication(generated, edited);
  try {
    await application.start();
    let edit = 0;
    return await interleave(ROUNDS, {
      npx: async () => {
        generated.editComponent(edited, ++edit);
        await new Composer({ root: generated.root }).run({ generate: false });
        return npxGenerate(generated.root);
      },
      watch: () => application.save(edited, `edit${edit}`),
    });
  } finally {
    await application.dispose();
    generated.dispose();
  }
}
