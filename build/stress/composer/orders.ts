import path from 'node:path';
import { composeInChild } from '../../test-kit/composer/child';
import { model, TemporaryProject } from '../../test-kit/composer/project';
import { CleanBuilds, same, stateOf } from './clean-builds';
import { type LongRun, progress } from './long-run';

const preload = path.join(__dirname, '../../test-kit/composer/shuffle.js');
const locales = ['C', 'tr_TR.UTF-8', 'sv_SE.UTF-8'];
/** Names that locales order in different ways. */
const names = ['a', 'B', 'z', 'ä', 'ı', 'I1', 'i2', 'a-b', 'a_b', 'ab', 'Z9'];

/** Composes with folders listed in random order, in several locales. */
export const orders: LongRun = {
  count: 20,
  async run(asked) {
    const report = progress(asked, 'orders');
    const schemas = Object.fromEntries(
      names.map((name, index) => [
        name,
        `${model(`M${index}`, `next M${(index + 1) % names.length} @relation(fields: [nextId], references: [id])`, 'nextId Int')}/// @extends\nmodel M${(index + 3) % names.length} {\n  of${index} Int?\n}\n`,
      ]),
    );
    const wanted = await new CleanBuilds().of(schemas);
    const breaches: string[] = [];
    let registry: string | undefined;
    for (let order = 0; order < asked.count; order++) {
      for (const locale of locales) {
        const project = new TemporaryProject();
        try {
          for (const name of order % 2 === 0 ? names : [...names].reverse()) {
            project.schema(name, schemas[name] ?? '').write(`src/components/${name}/component.module.ts`, '');
          }
          const env = { SHUFFLE: String(asked.seed + order), LC_ALL: locale, LANG: locale };
          const { status, stderr } = await composeInChild(project.root, { preload, env }).ended;
          const state = stateOf(project);
          const text = project.read('src/components/registry.generated.ts');
          registry ??= text;
          const where = `seed ${asked.seed}, order ${order}, ${locale}`;
          if (status !== 0) breaches.push(`${where}: ${stderr}`);
          else if (!same(state.schema, wanted.schema)) breaches.push(`${where}: the schema differs`);
          else if (!same(state.client, wanted.client)) breaches.push(`${where}: the client differs`);
          else if (text !== registry) breaches.push(`${where}: the registry differs`);
        } finally {
          project.dispose();
        }
      }
      report(order + 1);
    }
    return {
      figures: `${asked.count} orders in ${locales.length} locales, ${breaches.length} differ`,
      breaches,
    };
  },
};
