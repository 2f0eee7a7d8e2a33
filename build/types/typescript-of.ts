import { createRequire } from 'node:module';
import path from 'node:path';

/** TypeScript, as the project has it. */
export type TypeScript = typeof import('typescript');

/** Throws, with what to do, when the project has none that can be called. */
export function typescriptOf(root: string): TypeScript {
  const load = createRequire(path.join(root, 'package.json'));
  let found: TypeScript;
  try {
    found = load('typescript');
  } catch {
    throw new Error('The project has no package "typescript". Install it: npm install --save-dev typescript');
  }
  // TypeScript 7 is a program without an interface.
  if (typeof found.createWatchProgram !== 'function') {
    throw new Error(
      `TypeScript ${found.version} can't be called by other programs. Use 5.x or 6.x, or run tsc.`,
    );
  }
  return found;
}
