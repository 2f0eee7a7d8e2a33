import fs from 'node:fs';
import path from 'node:path';
import { getTsconfig } from 'get-tsconfig';

/** `module` settings under which Node's rules decide how an import is resolved. */
const nodeRules = /^node(?:16|18|20|next)$/i;

/**
 * The ending that imports need in the application: `js` where it is made of ES modules and TypeScript resolves them by Node's
 * rules, or where there is no `tsconfig.json` and Node runs them as they are; otherwise none. Bundlers and CommonJS need
 * none. A `tsconfig.json` that can't be read counts as one that says nothing.
 */
export function importExtension(root: string): '' | 'js' {
  if (!hasEsModules(root)) return '';
  const options = compilerOptions(root);
  if (options === undefined) return 'js';
  const resolution = options.moduleResolution ?? options.module ?? '';
  return nodeRules.test(resolution) ? 'js' : '';
}

function hasEsModules(root: string): boolean {
  try {
    const manifest: unknown = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
    return (
      typeof manifest === 'object' && manifest !== null && 'type' in manifest && manifest.type === 'module'
    );
  } catch {
    return false;
  }
}

function compilerOptions(root: string): { module?: string; moduleResolution?: string } | undefined {
  try {
    const found = getTsconfig(root);
    return found === null || path.dirname(found.path) !== root
      ? undefined
      : (found.config.compilerOptions ?? {});
  } catch {
    return {};
  }
}
