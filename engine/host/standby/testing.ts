import { type ChildProcess, spawn } from 'node:child_process';
import os from 'node:os';
import { DATASOURCE_VARIABLE } from '../../process/arguments';
import { wasmEngine } from '../select-engine';
import { Standby } from './standby';

/** A call for the engine as the command line makes it, with a datasource that leads nowhere or to a server. */
export const callFor = (url: string, args = ['cli', 'can-connect-to-database'], stdio?: 'inherit') => ({
  args: [wasmEngine, ...args],
  options: {
    env: { ...process.env, [DATASOURCE_VARIABLE]: JSON.stringify({ url }) },
    cwd: os.tmpdir(),
    stdio,
  },
  isCommand: args[0] === 'cli',
});

/** An engine on standby. */
export function onStandby({ shadow = false } = {}): Standby {
  const standby = new Standby(wasmEngine, (args, options) => spawn(process.execPath, args, options));
  standby.prepare(shadow);
  return standby;
}

/** The process that this engine returns for a call. */
export function called(standby: Standby, ...call: Parameters<typeof callFor>): ChildProcess {
  const child = standby.call(callFor(...call));
  if (child === undefined) throw new Error('There was no engine on standby.');
  return child;
}
