import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The schema engine for Prisma's command line, and the reason for it. */
export interface EngineChoice {
  /** `named`: by the user, in the environment. `native`: found beside Prisma. `wasm`: ours. */
  kind: 'named' | 'native' | 'wasm';
  /** The program that the command line starts. */
  file: string;
  /** A sentence for the user. */
  reason: string;
}

const VARIABLE = 'PRISMA_SCHEMA_ENGINE_BINARY';
/** The older name of the same variable. */
const FORMER_VARIABLE = 'PRISMA_MIGRATION_ENGINE_BINARY';

/** The program that is our engine. */
export const wasmEngine = path.join(__dirname, '..', 'bin', 'schema-engine.js');

/** Decides which engine to use: the one that the user names or has installed, otherwise the one in WebAssembly. */
export function chooseEngine(environment: NodeJS.ProcessEnv, root: string): EngineChoice {
  for (const variable of [VARIABLE, FORMER_VARIABLE]) {
    const named = environment[variable];
    if (named && path.resolve(named) !== wasmEngine) {
      return { kind: 'named', file: named, reason: `${variable} is set to it.` };
    }
  }
  const native = nativeEngine(root);
  if (native !== undefined)
    return { kind: 'native', file: native, reason: "Prisma's native engine is installed." };
  return { kind: 'wasm', file: wasmEngine, reason: 'No native engine is installed, and none is downloaded.' };
}

/** The native engine that Prisma's installation has downloaded, if it has. */
function nativeEngine(root: string): string | undefined {
  try {
    const prisma = createRequire(path.join(root, 'package.json')).resolve('prisma/package.json');
    const engines = path.dirname(createRequire(prisma).resolve('@prisma/engines/package.json'));
    const file = fs
      .readdirSync(engines)
      .find((name) => /^schema-engine-[\w.-]+$/.test(name) && !/\.(gz|tmp)/.test(name));
    return file && path.join(engines, file);
  } catch {
    return undefined;
  }
}

/** Sets the engine for Prisma's command line, which reads the environment of its own process. */
export function announceEngine(
  choice: EngineChoice,
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): void {
  if (choice.kind !== 'wasm') return;
  environment[VARIABLE] = choice.file;
  // Only for these endings does the library that starts programs there look for an interpreter, and so start Node.
  const endings = environment.PATHEXT?.split(';') ?? ['.COM', '.EXE', '.BAT', '.CMD'];
  if (platform === 'win32' && !endings.some((ending) => ending.toUpperCase() === '.JS'))
    environment.PATHEXT = [...endings, '.JS'].join(';');
}
