import { setFlagsFromString } from 'node:v8';

/**
 * V8's versions in Node 20 to 26, which were tested with the flags below; other versions may print a warning on
 * stderr.
 */
const KNOWN = /^1[1-4]\./;

/**
 * Turns off work that an engine process is too short-lived to profit from. Must run before any library is loaded.
 */
export function startLightly(): void {
  if (KNOWN.test(process.versions.v8)) {
    // The optimising compiler takes more time from the work, and from the end of the process, than its code saves.
    setFlagsFromString('--liftoff-only');
    // A function is checked when it is first called, and few of the engine's are.
    setFlagsFromString('--wasm-lazy-validation');
  }
  // `pg` looks for a `Response` (20 ms) where there is no `navigator`, which Node has from version 21 on.
  if (!('navigator' in globalThis)) {
    Object.defineProperty(globalThis, 'navigator', {
      value: { userAgent: `Node.js/${process.versions.node}` },
    });
  }
}
