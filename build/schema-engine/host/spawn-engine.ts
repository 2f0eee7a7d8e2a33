import childProcess, { type ChildProcess, type SpawnOptions } from 'node:child_process';
import { DATASOURCE_VARIABLE } from '../process/arguments';
import { watchEngine } from './watch-engine';

const WRAPPED = Symbol.for('prismosaic.schema-engine.spawn');

/**
 * From now on this process starts the engine's file (and nothing else) in our way:
 * - by Node itself, so that the file needs no run bit and no interpreter line: Windows knows neither;
 * - with the datasource in the environment instead of the argument list, where any user of the machine could read
 *   the password;
 * - watched, so that this process can't end with success when the engine has died.
 */
export function wrapSpawn(engine: string): void {
  const original = childProcess.spawn;
  if (Reflect.get(original, WRAPPED) === engine) return;
  const spawn = (command: string, ...rest: unknown[]): ChildProcess => {
    const start = engineStart(engine, command, rest);
    if (start === undefined) return Reflect.apply(original, childProcess, [command, ...rest]);
    const child: ChildProcess = Reflect.apply(original, childProcess, [
      process.execPath,
      start.args,
      start.options,
    ]);
    watchEngine(child, { answersByStatus: start.args.includes('cli') });
    return child;
  };
  Reflect.set(spawn, WRAPPED, engine);
  Reflect.set(childProcess, 'spawn', spawn);
}

interface EngineStart {
  args: string[];
  options: SpawnOptions;
}

/** What to start if the call is for the engine, or `undefined` for any other program. */
function engineStart(engine: string, command: string, rest: unknown[]): EngineStart | undefined {
  const given = Array.isArray(rest[0]) ? rest[0].map(String) : [];
  const settings = Array.isArray(rest[0]) ? rest[1] : rest[0];
  const options: SpawnOptions = typeof settings === 'object' && settings !== null ? { ...settings } : {};
  // On Windows a library may have read the interpreter line already and call Node with the file.
  const args = command === engine ? given : given[0] === engine ? given.slice(1) : undefined;
  if (args === undefined) return undefined;
  const at = args.indexOf('--datasource');
  const environment = { ...(options.env ?? process.env) };
  if (at >= 0) environment[DATASOURCE_VARIABLE] = args.splice(at, 2)[1];
  return { args: [engine, ...args], options: { ...options, env: environment, shell: false } };
}
