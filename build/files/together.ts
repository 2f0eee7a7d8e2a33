import { types } from 'node:util';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { reasonOf, systemCode } from '../ground/system-error';
import { type Prepared, Unpublishable } from './prepared';

/** Puts all of them in place, or none: when one fails, those before it are put back. */
export function putInPlace(ready: readonly Prepared[]): void {
  const done: Prepared[] = [];
  try {
    for (const prepared of ready) {
      prepared.commit();
      done.push(prepared);
    }
  } catch (error) {
    const stuck = done.reverse().filter((prepared) => messageOf(() => prepared.revert()) !== undefined);
    if (stuck.length > 0) throw inPart(error, stuck);
    throw error;
  }
}

/** Deletes what was there before; reports when that fails. The next run will try again. */
export function finish(prepared: Prepared): Diagnostic[] {
  const message = messageOf(() => prepared.finish());
  if (message === undefined) return [];
  return [
    {
      severity: 'error',
      code: 'OUTPUT_NOT_CLEARED',
      message: `${prepared.place} is published, but what it replaced can't be deleted: ${message}.`,
      hint: 'fix the cause, and run it again: it will be deleted then',
    },
  ];
}

/** Deletes what was built. If that fails, the next run will do it: the first failure is the one to report. */
export function discard(prepared: Prepared): void {
  messageOf(() => prepared.discard());
}

function inPart(error: unknown, stuck: readonly Prepared[]): Unpublishable {
  const places = stuck.map(({ place }) => place).join(' and ');
  const reason = types.isNativeError(error) ? reasonOf(error) : String(error);
  return new Unpublishable({
    severity: 'error',
    code: 'OUTPUT_IN_PART',
    message: `Only a part was published: ${reason}. ${places} is new, the rest is unchanged.`,
    hint: 'fix the cause, and run it again: it will publish the rest',
  });
}

/** The reason why the system refused a step; undefined when it was done. Throws bugs of this program. */
function messageOf(step: () => void): string | undefined {
  try {
    step();
    return undefined;
  } catch (error) {
    if (systemCode(error) === undefined || !types.isNativeError(error)) throw error;
    return reasonOf(error);
  }
}
