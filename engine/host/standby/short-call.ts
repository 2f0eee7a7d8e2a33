import { ChildProcess } from 'node:child_process';
import { PassThrough } from 'node:stream';
import type { Answer } from '../../process/commands';
import type { Orders } from './standby';

/**
 * A short command that an engine on standby answers. To its caller it is a process that starts, answers and ends; the
 * engine keeps running for the next call.
 */
export class ShortCall extends ChildProcess {
  override readonly pid: number | undefined;
  override readonly stdin = new PassThrough();
  override readonly stdout = new PassThrough();
  override readonly stderr = new PassThrough();
  private ended = false;

  constructor(
    private readonly engine: ChildProcess,
    orders: Orders,
  ) {
    super();
    this.pid = engine.pid;
    engine.once('message', (answer: Answer) => this.end(answer.status, null, answer.log));
    // An engine that ends without an answer has failed, even with status 0.
    engine.once('exit', (code, signal) => this.end(signal === null ? code || 1 : null, signal, ''));
    engine.send(orders);
  }

  /** Whether the caller still waits for the answer. */
  get open(): boolean {
    return !this.ended;
  }

  override kill(signal?: NodeJS.Signals | number): boolean {
    const killed = this.open && this.engine.kill(signal);
    Reflect.set(this, 'killed', killed);
    return killed;
  }

  private end(code: number | null, signal: NodeJS.Signals | null, log: string): void {
    if (this.ended) return;
    this.ended = true;
    Reflect.set(this, 'exitCode', code);
    Reflect.set(this, 'signalCode', signal);
    this.stdout.end();
    this.stderr.end(log);
    this.emit('exit', code, signal);
    this.emit('close', code, signal);
  }
}
