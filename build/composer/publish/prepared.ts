import { types } from 'node:util';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { reasonOf, systemCode } from '../system-error';

/** Something ready to be put in place: all that can fail for want of space or rights lies behind. */
export interface Prepared {
  /** What messages call it. */
  place: string;
  /** Absolute. */
  written: string[];
  removed: string[];
  /** Files in the target that are not the composer's, relative to it. */
  foreign: string[];
  /** Waits until it is on the disk, so that a power cut leaves the old one or the new one whole. */
  flush(): Promise<void>;
  /** Puts it in place, in one step. */
  commit(): void;
  /** Puts back what was there before. */
  revert(): void;
  /** Clears away what was there before: from here on there is no way back. */
  finish(): void;
  /** Takes away what was built; nothing happens once it is in place. */
  discard(): void;
}

/** Publishing is impossible, for a reason that the user can mend. */
export class Unpublishable extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
  }
}

/** A file or folder that is not the composer's stands where it must publish. */
export function taken(place: string, what: string): Unpublishable {
  return new Unpublishable({
    severity: 'error',
    code: 'OUTPUT_TAKEN',
    message: `${place} ${what}, and Prismosaic must publish there.`,
    file: place,
    hint: 'move it elsewhere, or remove it; what a component has to say belongs into its own folder',
  });
}

/** The diagnostic for an error that publishing met. Throws the error again when it is a mistake in this program. */
export function publishFailure(error: unknown, place: string): Diagnostic {
  if (error instanceof Unpublishable) return error.diagnostic;
  const code = systemCode(error);
  if (code === undefined || !types.isNativeError(error)) throw error;
  return {
    severity: 'error',
    code: 'OUTPUT_NOT_WRITABLE',
    message: `${place} can't be published: ${reasonOf(error)}. What was published before is still in place.`,
    hint: hintFor(code),
  };
}

function hintFor(code: string): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'free some space on the disk, and run it again';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'let this user write there, and run it again';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a file stands where a folder must be: move it elsewhere';
    default:
      return 'see to the cause, and run it again';
  }
}
