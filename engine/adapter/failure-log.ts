import {
  applyMigrationError,
  type ScriptFailure,
  scriptError,
  shadowMigrationError,
} from '../errors/script-failure';
import type { UserFacingError } from '../errors/user-facing-error';

/**
 * What failed below the engine during one request. The engine passes on only a text; the error that the user sees is
 * made from this: the code, the statement and the position in it.
 */
export class FailureLog {
  /** A connection that could not be made, a lock not taken. */
  error: UserFacingError | undefined;
  /** A migration's script, or that of `db execute`. */
  script: (ScriptFailure & { migration?: string }) | undefined;
  /** A statement of the engine itself. The engine recovers from some of these failures. */
  statement: ScriptFailure | undefined;

  /** @param begins is called with each migration as it starts. */
  constructor(readonly begins: (migration: string) => void = () => undefined) {}

  clear(): void {
    this.error = undefined;
    this.script = undefined;
    this.statement = undefined;
  }

  /** The most precise error for a request that failed, given the engine's own message. */
  explain(code: string | undefined, message: string): UserFacingError | undefined {
    if (this.error !== undefined) return this.error;
    const shadowed = code === 'P3006' ? /^Migration `(.+?)` failed/.exec(message)?.[1] : undefined;
    if (this.script !== undefined && shadowed !== undefined)
      return shadowMigrationError(shadowed, this.script);
    if (this.script !== undefined) return this.scriptError();
    if (code === undefined && this.statement !== undefined) return scriptError(this.statement);
    return undefined;
  }

  /** What is kept in the migration's record. */
  text(): string | undefined {
    return this.script && this.scriptError()?.message;
  }

  private scriptError(): UserFacingError | undefined {
    const { script } = this;
    if (script === undefined) return undefined;
    return script.migration === undefined
      ? scriptError(script)
      : applyMigrationError(script.migration, script);
  }
}
