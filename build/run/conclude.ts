import os from 'node:os';
import { colorsFor } from '../diagnostics';
import { Interrupted } from './interruption';
import { StepFailed } from './steps';

/** The exit code of a command that was asked to end; undefined when it was not. */
export function statusOf({ reason }: AbortSignal): number | undefined {
  return reason instanceof Interrupted ? 128 + os.constants.signals[reason.signal] : undefined;
}

/** The exit code for what ended a command. Prints a failed step with its reason; throws other errors again. */
export function conclude(error: unknown, signal: AbortSignal): number {
  const asked = statusOf(signal);
  if (asked !== undefined) return asked;
  if (!(error instanceof StepFailed)) throw error;
  const reason = error.cause instanceof Error ? error.cause.message : String(error.cause);
  process.stderr.write(`${colorsFor(process.stderr).red('✗')} ${error.message}: ${reason}\n`);
  return 1;
}
