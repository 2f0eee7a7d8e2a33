import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { STAND_BY } from '../process/arguments';
import type { EngineStart } from './engine-start';

/** What an engine that stands by is told when its time has come. */
export interface Orders {
  args: string[];
  environment: NodeJS.ProcessEnv;
  folder: string;
}

/**
 * An engine that is started ahead, so that its start costs nothing but a core that has nothing else to do. One that
 * is never called ends with this process, and does not keep it.
 */
export class Standby {
  private child: ChildProcess | undefined;

  constructor(
    private readonly engine: string,
    /** Node's own `spawn` of a Node program: the one that is wrapped would watch over it as over one at work. */
    private readonly start: (args: string[], options: SpawnOptions) => ChildProcess,
  ) {}

  /** @param work what it will most likely be called for, and should load. */
  prepare(work: 'command' | 'serve'): void {
    this.child = this.start([this.engine, STAND_BY, work], { stdio: ['pipe', 'pipe', 'pipe', 'ipc'] });
    // If it can't be started, the call that needs an engine will say so.
    this.child.on('error', () => undefined);
    this.hold(this.child, 'unref');
  }

  /** Hands it over, if there is one and it suits: as if it had been started by this call. */
  call({ args, options }: EngineStart): ChildProcess | undefined {
    const { child } = this;
    this.child = undefined;
    if (child === undefined || !child.connected || child.exitCode !== null || !usesPipes(options.stdio))
      return undefined;
    const orders: Orders = {
      args: args.slice(1),
      environment: options.env ?? process.env,
      folder: String(options.cwd ?? process.cwd()),
    };
    this.hold(child, 'ref');
    child.send(orders);
    return child;
  }

  private hold(child: ChildProcess, how: 'ref' | 'unref'): void {
    child[how]();
    if (how === 'unref') child.channel?.unref();
    for (const stream of [child.stdin, child.stdout, child.stderr]) {
      const hold: unknown = stream && Reflect.get(stream, how);
      if (typeof hold === 'function') hold.call(stream);
    }
  }
}

/** Whether the caller wants the three pipes that an engine on standby has. */
function usesPipes(stdio: EngineStart['options']['stdio']): boolean {
  if (stdio === undefined || stdio === 'pipe') return true;
  return (
    Array.isArray(stdio) && stdio.length <= 3 && stdio.every((kind) => kind === 'pipe' || kind === undefined)
  );
}
