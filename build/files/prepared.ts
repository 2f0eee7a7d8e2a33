import { types } from 'node:util';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { reasonOf, systemCode } from '../ground/system-error';

/** Something ready to be put in place: all that can fail for missing space or permissions is done. */
export interface Prepared {
  /** The name in messages. */
  place: string;
  /** Absolute. */
  written: string[];
  removed: string[];
  /** Files in the target that are not the composer's, relative to it. */
  foreign: string[];
  /** Waits until it is on the disk, so that after a power cut either the old one or the new one is complete. */
  flush(): Promise<void>;
  /** Puts it in place, in one step. */
  commit(): void;
  /** Puts back what was there before. */
  revert(): void;
  /** Deletes what was there before. After this, `revert` is impossible. */
  finish(): void;
  /** Deletes what was built; does nothing once it is in place. */
  discard(): void;
}

/** Publishing is impossible, for a reason that the user can fix. */
export class Unpublishable extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
  }
}

/** A file or folder that is not the composer's is where it must publish. */
export function taken(place: string, what: string): Unpublishable {
  return new Unpublishable({
    severity: 'error',
    code: 'OUTPUT_TAKEN',
    message: `${place} ${what}, and Prismosaic must publish there.`,
    file: place,
    hint: 'move it elsewhere, or remove it; files of a component belong in its own folder',
  });
}

/** The diagnostic for an error while publishing. Throws the error again when it is a bug in this program. */
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
      return 'give this user write permission there, and run it again';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a file is where a folder must be: move it elsewhere';
    default:
      return 'fix the cause, and run it again';
  }
}
