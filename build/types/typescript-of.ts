import { createRequire } from 'node:module';
import path from 'node:path';

/** The project's TypeScript. */
export type TypeScript = typeof import('typescript');

/** Loads the project's TypeScript. Throws, with a hint, when the project has none with the JavaScript API. */
export function typescriptOf(root: string): TypeScript {
  const load = createRequire(path.join(root, 'package.json'));
  let found: TypeScript;
  try {
    found = load('typescript');
  } catch {
    throw new Error('The project has no package "typescript". Install it: npm install --save-dev typescript');
  }
  // TypeScript 7 has no JavaScript API.
  if (typeof found.createWatchProgram !== 'function') {
    throw new Error(
      `TypeScript ${found.version} does not have the JavaScript API of 5.x and 6.x. Use one of these, or run tsc.`,
    );
  }
  return found;
}
