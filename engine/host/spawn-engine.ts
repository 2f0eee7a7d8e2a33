import childProcess, { type ChildProcess, type SpawnOptions } from 'node:child_process';
import { engineStart } from './engine-start';
import { IgnoredParameters } from './ignored-parameters';
import { Standby } from './standby/standby';
import { watchEngine } from './watch-engine';

const WRAPPED = Symbol.for('prismosaic.schema-engine.spawn');

/**
 * From now on this process starts the engine's file (and nothing else) in our way:
 * - by Node itself, so that the file needs no run bit and no interpreter line: Windows knows neither;
 * - with the datasource in the environment instead of the argument list, where any user of the machine could read
 *   the password;
 * - watched, so that this process can't end with success when the engine has died.
 * @param ahead whether an engine will certainly be needed soon, so that it is worth starting it now.
 * @param shadow whether that one will start with a shadow database.
 */
export function wrapSpawn(engine: string, { ahead = false, shadow = false } = {}): void {
  const original = childProcess.spawn;
  if (Reflect.get(original, WRAPPED) === engine) return;
  const startAnew = (args: string[], options: SpawnOptions): ChildProcess =>
    Reflect.apply(original, childProcess, [process.execPath, args, options]);
  const standby = new Standby(engine, startAnew);
  if (ahead) standby.prepare(shadow);
  const ignored = new IgnoredParameters();
  const spawn = (command: string, ...rest: unknown[]): ChildProcess => {
    const start = engineStart(engine, command, rest);
    if (start === undefined) return Reflect.apply(original, childProcess, [command, ...rest]);
    ignored.report(start.options.env);
    const child = standby.call(start) ?? startAnew(start.args, start.options);
    watchEngine(child, { answersByStatus: start.isCommand });
    return child;
  };
  Reflect.set(spawn, WRAPPED, engine);
  Reflect.set(childProcess, 'spawn', spawn);
}
