import type { SpawnOptions } from 'node:child_process';
import { DATASOURCE_VARIABLE } from '../process/arguments';

/** How an engine must be started: by Node. */
export interface EngineStart {
  args: string[];
  options: SpawnOptions;
  /** Whether it is for a short command, answered by the exit status, and not for the long conversation. */
  isCommand: boolean;
}

/** What to start if the call of `spawn` is for the engine, or `undefined` for any other program. */
export function engineStart(engine: string, command: string, rest: unknown[]): EngineStart | undefined {
  const given = Array.isArray(rest[0]) ? rest[0].map(String) : [];
  const settings = Array.isArray(rest[0]) ? rest[1] : rest[0];
  const options: SpawnOptions = typeof settings === 'object' && settings !== null ? { ...settings } : {};
  // On Windows a library may have read the interpreter line already and call Node with the file.
  const args = command === engine ? given : given[0] === engine ? given.slice(1) : undefined;
  if (args === undefined) return undefined;
  const at = args.indexOf('--datasource');
  const environment = { ...(options.env ?? process.env) };
  if (at >= 0) environment[DATASOURCE_VARIABLE] = args.splice(at, 2)[1];
  return {
    args: [engine, ...args],
    options: { ...options, env: environment, shell: false },
    isCommand: args.includes('cli'),
  };
}
