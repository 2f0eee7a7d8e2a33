import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const { version }: { version: string } = require('../package.json');

/** The commands of package managers that install for development, by their lock file. */
const managers: readonly [lock: string, command: string][] = [
  ['pnpm-lock.yaml', 'pnpm add --save-dev'],
  ['yarn.lock', 'yarn add --dev'],
  ['bun.lock', 'bun add --dev'],
  ['package-lock.json', 'npm install --save-dev'],
];

/**
 * The schematic of `nest add @prismosaic/nestjs`: installs the tools and runs `prismosaic init`, which edits the
 * application. Throws when one of them fails.
 */
export function nestAdd(): () => void {
  return () => {
    const root = process.cwd();
    if (toolsIn(root) === undefined) {
      const found = managers.find(([lock]) => fs.existsSync(path.join(root, lock)));
      run(`${found?.[1] ?? 'npm install --save-dev'} prismosaic@^${version}`);
    }
    const program = toolsIn(root);
    if (program === undefined) throw new Error('The package prismosaic was not installed.');
    // 1 says that there are steps left, which it printed.
    run(`"${process.execPath}" "${program}" init --yes`, [0, 1]);
  };
}

/** The tools' program, when they are installed. */
function toolsIn(root: string): string | undefined {
  try {
    const manifest = createRequire(path.join(root, 'package.json')).resolve('prismosaic/package.json');
    return path.join(path.dirname(manifest), 'cli/prismosaic.js');
  } catch {
    return undefined;
  }
}

function run(command: string, expected: readonly number[] = [0]): void {
  const { status } = spawnSync(command, { stdio: 'inherit', shell: true });
  if (status === null || !expected.includes(status)) throw new Error(`${command} ended with ${status}.`);
}
