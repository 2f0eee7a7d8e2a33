import fs from 'node:fs';
import path from 'node:path';
import webpack, { type Configuration } from 'webpack';
import { DatabaseSchemaPlugin } from '../build/webpack';
import { median } from './measure';

const REBUILDS = 15;

/** The median time, in ms, that the plugin takes in a warm rebuild without schema changes. */
export async function pluginShare(root: string): Promise<number> {
  const own: (
    environment: object,
    options: { mode: string },
  ) => Configuration = require('../webpack.config.js');
  const configuration = own({}, { mode: 'development' });
  const compiler = webpack({
    ...configuration,
    context: root,
    output: { ...configuration.output, path: path.join(root, 'dist') },
    cache: { type: 'memory' },
    plugins: [new DatabaseSchemaPlugin()],
  });
  if (compiler === null) throw new Error('No compiler.');
  const shares: number[] = [];
  let began = 0;
  compiler.hooks.watchRun.tap({ name: 'bench', stage: -1000 }, () => {
    began = performance.now();
  });
  compiler.hooks.watchRun.tap({ name: 'bench', stage: 1000 }, () => {
    shares.push(performance.now() - began);
  });
  await new Promise<void>((resolve, reject) => {
    compiler.watch({}, (error, stats) => {
      if (error || !stats) return reject(error ?? new Error('No stats.'));
      if (stats.hasErrors()) return reject(new Error(stats.toString('errors-only')));
      if (shares.length > REBUILDS) return resolve();
      // Watching begins again after this callback.
      setTimeout(() => fs.appendFileSync(path.join(root, 'src/main.ts'), `\n// ${shares.length}`), 50);
    });
  });
  await new Promise((resolve) => compiler.close(resolve));
  return median(shares.slice(1));
}
