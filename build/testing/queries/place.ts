import path from 'node:path';

/** Frames to look at: those of Prisma and the driver come first, about twenty. */
const DEPTH = 60;

/** The file, line and column of a frame; of a file only, not of Node's own code. */
const FRAME = /(?:\(|at (?:async )?)(?:file:\/\/)?((?:\/|[A-Za-z]:[\\/])[^()]*:\d+:\d+)\)?$/;

/** The nearest place of the call stack that is neither in a package nor in here: `path:line:column`. */
export function placeInProject(): string | undefined {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = DEPTH;
  const stack = new Error().stack ?? '';
  Error.stackTraceLimit = limit;
  for (const line of stack.split('\n').slice(1)) {
    const found = FRAME.exec(line)?.[1];
    if (found === undefined || found.includes(`${path.sep}node_modules${path.sep}`)) continue;
    if (between.has(found.replace(/:\d+:\d+$/, ''))) continue;
    return path.relative(process.cwd(), found);
  }
  return undefined;
}

/** What lies between the driver and the code. */
const between = new Set(['./place', './recording', '../rollback/pools'].map((file) => require.resolve(file)));
