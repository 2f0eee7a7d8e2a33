import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { type Diagnostic, sortDiagnostics } from '../diagnostics';
import type { FromChecker, ToChecker } from './messages';

export interface TypeCheckerOptions {
  /** Absolute path of the project; its TypeScript is used. */
  root: string;
  /** Absolute. */
  configFile: string;
}

/** Checks types in a separate process. */
export class TypeChecker {
  readonly #options: TypeCheckerOptions;
  #process: ChildProcess | undefined;
  #turn = 0;
  #held = false;

  constructor(options: TypeCheckerOptions) {
    this.#options = options;
  }

  /** Checks once. Throws when nothing can be checked. */
  check(): Promise<Diagnostic[]> {
    return new Promise((resolve, reject) => {
      this.#begin(
        false,
        (diagnostics) => {
          this.close();
          resolve(diagnostics);
        },
        (reason) => reject(new Error(reason)),
      );
    });
  }

  /**
   * Checks after each release, and whenever a file of the project changes. Calls `failed` when nothing can be checked
   * any more.
   */
  watch(checked: (diagnostics: Diagnostic[]) => void, failed: (reason: string) => void): void {
    this.#begin(true, checked, failed);
  }

  /** Files are about to change: results are not reported until the release. */
  hold(): void {
    if (this.#held) return;
    this.#held = true;
    this.#turn++;
    this.#send({ hold: true });
  }

  /** @param changed files that a program wrote or removed, absolute */
  release(changed: readonly string[]): void {
    this.#held = false;
    this.#send({ release: { turn: this.#turn, changed: [...changed] } });
  }

  close(): void {
    const child = this.#process;
    this.#process = undefined;
    child?.kill('SIGKILL');
  }

  #begin(watch: boolean, checked: (found: Diagnostic[]) => void, failed: (reason: string) => void): void {
    const child = fork(path.join(__dirname, 'checker-process.js'), {
      cwd: this.#options.root,
      // This process doesn't need the parent's debuggers and loaders.
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#process = child;
    const end = (reason: string) => {
      if (this.#process !== child) return;
      this.close();
      failed(reason);
    };
    child.on('message', (message: FromChecker) => {
      if (this.#process !== child) return;
      if ('failed' in message) end(message.failed);
      else if (!this.#held && message.checked.turn === this.#turn) {
        checked(sortDiagnostics(message.checked.diagnostics));
      }
    });
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, signal) => end(`the process ended (${signal ?? `exit code ${code}`})`));
    this.#send({ begin: { ...this.#options, watch } });
  }

  #send(message: ToChecker): void {
    if (this.#process?.connected) this.#process.send(message);
  }
}
