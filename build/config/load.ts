import path from 'node:path';
import { types } from 'node:util';
import { createJiti } from 'jiti';
import { ConfigCompiler } from './compiler';
import { type ErrorPlace, placeOfError } from './error-place';

/** The export of a configuration file and the files that it loaded, or the reason why it can't be loaded. */
export type Loaded = { value: unknown; files: string[] } | { fault: ErrorPlace; files: string[] };

/** So that the configuration needs no package to be installed where it lies, in a workspace for instance. */
const alias = { 'prismosaic/config': path.join(__dirname, `define-config${path.extname(__filename)}`) };

/**
 * Runs a configuration file of any of Node's module formats, whatever the project's `tsconfig.json` says. Runs it again at
 * each call, because a watcher calls it often. Runs the project's files that it imports again too, and returns them, to be
 * watched.
 */
export async function loadConfig(file: string, root: string): Promise<Loaded> {
  const compiler = new ConfigCompiler(root);
  const entered = new Set([file]);
  const jiti = createJiti(file, {
    alias,
    tryNative: false,
    fsCache: false,
    transform: (options) => {
      if (options.filename !== undefined) entered.add(options.filename);
      return { code: compiler.compile(options) };
    },
  });
  const known = new Set(Object.keys(jiti.cache));
  // Files that need no compiler are only in the cache.
  const loaded = () =>
    [...new Set([...entered, ...Object.keys(jiti.cache).filter((one) => !known.has(one))])].filter((one) =>
      isOfProject(one, root),
    );
  try {
    return { value: await jiti.import(file, { default: true }), files: loaded() };
  } catch (error) {
    const message = types.isNativeError(error) ? error.message : String(error);
    const stack = types.isNativeError(error) ? error.stack : undefined;
    return { fault: placeOfError({ message, stack, files: loaded() }), files: loaded() };
  } finally {
    for (const one of loaded()) delete jiti.cache[one];
  }
}

function isOfProject(file: string, root: string): boolean {
  const inside = path.relative(root, file);
  const leaves = inside.startsWith('..') || path.isAbsolute(inside);
  return !leaves && !inside.split(path.sep).includes('node_modules');
}
