import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { DATASOURCE_VARIABLE, STAND_BY, WITH_SHADOW } from '../../process/arguments';
import type { EngineStart } from '../engine-start';
import { ShortCall } from './short-call';

const AUTHORITIES = 'NODE_EXTRA_CA_CERTS';
/** Parameters of a URL by which the server's certificate is checked. */
const CHECKED = /strict|verify-/;

/** The message to an engine on standby when there is work for it. */
export interface Orders {
  args: string[];
  environment: NodeJS.ProcessEnv;
  folder: string;
}

/**
 * An engine that is started ahead of time, on a core that has nothing else to do. It answers short commands and
 * stays; the conversation is its last work. One that is never called ends with this process, and does not keep it
 * running.
 */
export class Standby {
  private child: ChildProcess | undefined;
  private asked: ShortCall | undefined;

  constructor(
    private readonly engine: string,
    /** Node's own `spawn` of a Node program: the wrapped one would watch it like an engine at work. */
    private readonly start: (args: string[], options: SpawnOptions) => ChildProcess,
  ) {}

  /** @param shadow whether the conversation will start with a shadow database. */
  prepare(shadow: boolean): void {
    // Node 20 reads the authorities at its start, which takes it longer than all else.
    const { [AUTHORITIES]: _, ...env } = process.env;
    const args = [this.engine, STAND_BY, ...(shadow ? [WITH_SHADOW] : [])];
    this.child = this.start(args, { env, stdio: ['pipe', 'pipe', 'pipe', 'ipc'] });
    // If it can't be started, the call that needs an engine will say so.
    this.child.on('error', () => undefined);
    this.hold(this.child, 'unref');
  }

  /** Gives it the work, if there is one and it fits: to the caller it looks as if this call had started it. */
  call(start: EngineStart): ChildProcess | undefined {
    const { child } = this;
    if (child === undefined || !isReady(child) || this.asked?.open) return undefined;
    if (!usesPipes(start.options.stdio) || needsAuthorities(start)) return undefined;
    this.hold(child, 'ref');
    if (start.isCommand) {
      this.asked = new ShortCall(child, ordersOf(start));
      this.asked.once('exit', () => this.hold(child, 'unref'));
      return this.asked;
    }
    this.child = undefined;
    child.send(ordersOf(start));
    return child;
  }

  private hold(child: ChildProcess, how: 'ref' | 'unref'): void {
    child[how]();
    child.channel?.[how]();
    for (const stream of [child.stdin, child.stdout, child.stderr]) {
      const hold: unknown = stream && Reflect.get(stream, how);
      if (typeof hold === 'function') hold.call(stream);
    }
  }
}

function isReady(child: ChildProcess): boolean {
  return child.connected && child.exitCode === null && child.signalCode === null;
}

function ordersOf({ args, options }: EngineStart): Orders {
  return {
    args: args.slice(1),
    environment: options.env ?? process.env,
    folder: String(options.cwd ?? process.cwd()),
  };
}

/** Whether it will need the authorities that an engine on standby has not read. */
function needsAuthorities({ options }: EngineStart): boolean {
  const environment = options.env ?? process.env;
  return environment[AUTHORITIES] !== undefined && CHECKED.test(environment[DATASOURCE_VARIABLE] ?? '');
}

/** Whether the caller needs the three pipes that an engine on standby has. */
function usesPipes(stdio: EngineStart['options']['stdio']): boolean {
  if (stdio === undefined || stdio === 'pipe') return true;
  return (
    Array.isArray(stdio) && stdio.length <= 3 && stdio.every((kind) => kind === 'pipe' || kind === undefined)
  );
}
