import { setFlagsFromString } from 'node:v8';

/** V8's versions in Node 20 to 26, which were seen to have the flags below; of others they would complain on stderr. */
const KNOWN = /^1[1-4]\./;

/**
 * Spares a process of the engine what it would not live long enough to profit from. Before any of its libraries is
 * loaded.
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
