import fs from 'node:fs';
import path from 'node:path';
import type * as Glue from '@prisma/schema-engine-wasm';

/** What the engine's last panic said; the error it throws says only `unreachable`. */
export interface PanicRegistry {
  message: string | undefined;
  set_message(message: string): void;
}

declare global {
  // The engine looks it up by this name.
  var PRISMA_WASM_PANIC_REGISTRY: PanicRegistry;
}

const MODULE = '@prisma/schema-engine-wasm/schema_engine_bg';
const GLUE_NAME = './schema_engine_bg.js';
let loaded: Promise<typeof Glue> | undefined;

/** The folder of the engine's package. */
export function engineFolder(): string {
  return path.dirname(require.resolve(MODULE));
}

/** The commit of Prisma's engines that this engine was built from, read without loading it. */
export function engineHash(): string {
  const manifest: { version: string } = JSON.parse(
    fs.readFileSync(path.join(engineFolder(), 'package.json'), 'utf8'),
  );
  return manifest.version.split('.').at(-1) ?? manifest.version;
}

/**
 * Loads the engine, once in a process. It is compiled in the background.
 * @throws Error when the WebAssembly file and its JavaScript glue don't belong together.
 */
export function loadEngine(): Promise<typeof Glue> {
  loaded ??= load();
  return loaded;
}

/** Starts to load it. A failure is thrown where the engine is needed. */
export function preloadEngine(): void {
  loadEngine().catch(() => undefined);
}

async function load(): Promise<typeof Glue> {
  const bytes = fs.readFileSync(path.join(engineFolder(), 'schema_engine_bg.wasm'));
  const compiled = WebAssembly.compile(bytes);
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    message: undefined,
    set_message(message) {
      this.message = message;
    },
  };
  const glue: typeof Glue = require(MODULE);
  const module = await compiled;
  const missing = WebAssembly.Module.imports(module).filter(
    ({ module: from, name }) => from !== GLUE_NAME || Reflect.get(glue, name) === undefined,
  );
  const setWasm: unknown = Reflect.get(glue, '__wbg_set_wasm');
  if (missing.length > 0 || typeof setWasm !== 'function') {
    throw new Error(
      `The schema engine's WebAssembly does not match its JavaScript (${missing[0]?.name ?? '__wbg_set_wasm'} is missing). Reinstall @prisma/schema-engine-wasm in the version that matches prisma.`,
    );
  }
  const instance = new WebAssembly.Instance(module, { [GLUE_NAME]: { ...glue } });
  setWasm(instance.exports);
  const start: unknown = instance.exports.__wbindgen_start;
  if (typeof start === 'function') start();
  return glue;
}
