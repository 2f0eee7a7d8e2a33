import { execSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { packAll } from '../build/pack/pack';
import { GeneratedProject } from './generated-project';
import { interleave, printTable, showTime, timeNode } from './measure';

const versions: Record<string, string> = require('../build/package.json').dependencies;
const peers = ['@prisma/client', 'prisma'].map((name) => `${name}@${versionOf(name)}`);

function versionOf(name: string): string {
  return versions[name] ?? require(`${name}/package.json`).version;
}

/** Compares the command of the packed packages, installed by npm, with the checkout's: nothing changed, 100 × 5. */
export async function bench(): Promise<void> {
  const [packed, checkout] = [new GeneratedProject(100), new GeneratedProject(100)];
  try {
    fs.unlinkSync(packed.path('node_modules'));
    const tarballs = packAll(packed.path('tarballs')).map(({ file }) => `"${file}"`);
    const packages = [...tarballs, ...peers].join(' ');
    execSync(`npm install --no-audit --no-fund ${packages}`, { cwd: packed.root, stdio: 'ignore' });
    const programs = {
      packed: packed.path('node_modules/prismosaic/cli/prismosaic.js'),
      checkout: path.resolve(__dirname, '../build/cli/prismosaic.js'),
    };
    const composing = {
      packed: () => timeNode([programs.packed, 'compose'], { cwd: packed.root }),
      checkout: () => timeNode([programs.checkout, 'compose'], { cwd: checkout.root }),
    };
    // The first composes; the second finds nothing to do.
    for (const compose of [...Object.values(composing), ...Object.values(composing)]) compose();
    const medians = await interleave(15, {
      node: () => timeNode(['-e', '0'], { cwd: packed.root }),
      ...composing,
    });
    const { node } = medians;
    printTable([
      ['what', 'time', 'bare nodes', 'of the checkout', 'goal', 'met'],
      ...(['checkout', 'packed'] as const).map((name) => [
        `nothing changed, 100 × 5, ${name}`,
        showTime(medians[name]),
        (medians[name] / node).toFixed(2),
        (medians[name] / medians.checkout).toFixed(2),
        name === 'packed' ? '≤ 2 bare nodes, no slower' : '',
        name === 'packed'
          ? medians.packed / node <= 2 && medians.packed <= medians.checkout * 1.05
            ? 'yes'
            : 'NO'
          : '',
      ]),
    ]);
  } finally {
    packed.dispose();
    checkout.dispose();
  }
}
