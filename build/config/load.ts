import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { stripVTControlCharacters, types } from 'node:util';
import { compileCached } from '../load-typescript';
import { defineConfig } from './define-config';

/** The export of a configuration file and the files that it loaded, or the reason why it can't be loaded. */
export type Loaded =
  | { value: unknown; files: string[] }
  | { fault: { message: string; file: string; line?: number; column?: number }; files: string[] };

const ownTypeScript = /\.[cm]?ts$/;

/**
 * Runs a configuration file again at each call, because a watcher calls it often. Runs the project's files that it
 * imports again too, and returns them, to be watched.
 */
export function loadConfig(file: string): Loaded {
  const files: string[] = [];
  let at = file;
  try {
    const exported = run(file, new Map(), (entered) => {
      files.push(entered);
      at = entered;
    });
    const named = typeof exported === 'object' && exported !== null && 'default' in exported;
    return { value: named ? exported.default : exported, files };
  } catch (error) {
    const message = types.isNativeError(error) ? error.message : String(error);
    return { fault: { file: at, ...faultIn(message) }, files };
  }
}

function run(
  file: string,
  modules: Map<string, { exports: unknown }>,
  enter: (file: string) => void,
): unknown {
  const known = modules.get(file);
  if (known !== undefined) return known.exports;
  enter(file);
  const module = { exports: {} };
  modules.set(file, module);
  const native = createRequire(file);
  const load = (specifier: string): unknown => {
    if (specifier === 'prismosaic/config') return { defineConfig };
    const target = resolve(file, specifier);
    if (target === undefined) return native(specifier);
    return isOwnRoom(target) ? { defineConfig } : run(target, modules, enter);
  };
  const text = fs.readFileSync(file, 'utf8');
  new Function('exports', 'require', 'module', '__filename', '__dirname', compileCached(file, text))(
    module.exports,
    load,
    module,
    file,
    path.dirname(file),
  );
  return module.exports;
}

/** The project's own file for a specifier; undefined for a package or a Node module. */
function resolve(from: string, specifier: string): string | undefined {
  if (!/^\.{0,2}\//.test(specifier)) return undefined;
  const target = path.resolve(path.dirname(from), specifier);
  const candidates = [target, `${target}.ts`, `${target}.js`, `${target}/index.ts`, `${target}/index.js`];
  const found = candidates.find((candidate) => fs.statSync(candidate, { throwIfNoEntry: false })?.isFile());
  return found !== undefined && (ownTypeScript.test(found) || found.endsWith('.js')) ? found : undefined;
}

/** This module is loaded already; running it again would make a second one. */
function isOwnRoom(file: string): boolean {
  return file === path.join(__dirname, 'index.ts') || file === path.join(__dirname, 'define-config.ts');
}

/** The compiler puts the place into the picture of the code in its message. */
function faultIn(message: string): { message: string; line?: number; column?: number } {
  const plain = stripVTControlCharacters(message);
  const place = /\[[^\]\n]*?:?(\d+):(\d+)\]/.exec(plain);
  const first = plain.split('\n').find((line) => line.trim() !== '') ?? plain;
  const said = first.replace(/^\s*(?:x|×)\s*/, '').trim();
  if (place === null) return { message: said };
  return { message: said, line: Number(place[1]), column: Number(place[2]) };
}
