import os from 'node:os';
import { colorsFor } from '../diagnostics';
import { Interrupted } from './interruption';
import { StepFailed } from './steps';

/** The exit code for what ended a command. Prints a failed step with its reason; throws other errors again. */
export function conclude(error: unknown, signal: AbortSignal): number {
  if (signal.reason instanceof Interrupted) return 128 + os.constants.signals[signal.reason.signal];
  if (!(error instanceof StepFailed)) throw error;
  const reason = error.cause instanceof Error ? error.cause.message : String(error.cause);
  process.stderr.write(`${colorsFor(process.stderr).red('✗')} ${error.message}: ${reason}\n`);
  return 1;
}
