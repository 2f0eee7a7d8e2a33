import fs from 'node:fs';
import path from 'node:path';

/** The files of a package, relative to its folder. */
export interface PackageFiles {
  /** To compile. */
  typescript: string[];
  /** JavaScript without a TypeScript file of its name: programs that are started by their path. */
  scripts: string[];
  /** To copy as they are. */
  others: string[];
}

/** What only tests and this checkout need. */
const left =
  /(^|\/)(node_modules|test-kit|stress|matrix|pack)(\/|$)|^testing\/.*project|\.spec\.tsx?$|^jest\..*config\.js$|^jest\.config\.js$|^package\.json$|(^|\/)load-typescript\./;
/** Of the engine: the tests' own servers and projects. */
const engineTests = /^testing\//;

/** Lists what of a package's folder is published. */
export function packageFiles(folder: string): PackageFiles {
  const isEngine = path.basename(folder) === 'engine';
  const all = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !left.test(file) && !(isEngine && engineTests.test(file)))
    .sort();
  const isTypeScript = (file: string) => /\.tsx?$/.test(file);
  const isScript = (file: string) => file.endsWith('.js');
  return {
    typescript: all.filter(isTypeScript),
    scripts: all.filter((file) => isScript(file) && !all.includes(file.replace(/\.js$/, '.ts'))),
    others: all.filter((file) => !isTypeScript(file) && !isScript(file)),
  };
}
