import fs from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { isSystemError, reasonOf } from '../../ground/system-error';

/** Far more than any schema has; a larger file is a mistake, and would exhaust the memory. */
export const maximalBytes = 16 * 1024 * 1024;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The text of a component schema, without a byte order mark, or the reason why it can't be read. Opens only a regular
 * file that is really in `within`, the project or a package: a link may lead out of it, and a pipe would never end.
 */
export function readSchema(
  within: string,
  file: string,
  root: string,
): { text: string } | { diagnostic: Diagnostic } {
  try {
    const absolute = path.join(root, file);
    const real = fs.realpathSync.native(absolute);
    if (!isInside(fs.realpathSync.native(within), real)) {
      return failure(file, 'SCHEMA_OUTSIDE_PROJECT', 'This schema is a link that leads out of the project.', {
        hint: 'replace the link with a copy of the file, or move the target into the project',
      });
    }
    const stats = fs.statSync(real);
    if (!stats.isFile()) {
      return failure(file, 'SCHEMA_NOT_A_FILE', `A component schema is a file; this is a ${kindOf(stats)}.`, {
        hint: 'put the component schema into a regular file with this name',
      });
    }
    if (stats.size > maximalBytes) {
      return failure(file, 'SCHEMA_TOO_LARGE', `This file has ${stats.size} bytes, more than 16 MB.`, {
        hint: 'check that it is the file you mean, or split the component',
      });
    }
    return decode(file, fs.readFileSync(real));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return failure(file, 'SCHEMA_UNREADABLE', `This schema can't be read: ${reasonOf(error)}.`, {
      hint: 'restore the file, or give this user permission to read it',
    });
  }
}

function decode(file: string, bytes: Buffer): { text: string } | { diagnostic: Diagnostic } {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return failure(file, 'SCHEMA_NOT_UTF8', 'This file is not UTF-8 text.', {
      ...firstBadByte(bytes),
      hint: 'save it as UTF-8',
    });
  }
  const nul = text.indexOf('\0');
  if (nul !== -1) {
    return failure(file, 'SCHEMA_HAS_NUL', 'This file contains a NUL character.', {
      ...placeAt(text, nul),
      hint: 'remove the character, or save the file as UTF-8',
    });
  }
  return { text: text.startsWith('\uFEFF') ? text.slice(1) : text };
}

function firstBadByte(bytes: Buffer): { line: number; column: number } {
  // Invalid bytes become U+FFFD; the file may also contain that character, so compare the bytes.
  const lossy = bytes.toString('utf8');
  const again = Buffer.from(lossy);
  let index = 0;
  while (index < bytes.length && bytes[index] === again[index]) index++;
  const before = bytes.subarray(0, index).toString('utf8');
  return placeAt(before, before.length);
}

function placeAt(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

function failure(file: string, code: string, message: string, more: Partial<Diagnostic>) {
  return { diagnostic: { severity: 'error' as const, code, message, file, ...more } };
}

/** Whether `inner` is `outer` or inside it; both real, absolute paths. */
export function isInside(outer: string, inner: string): boolean {
  const relative = path.relative(outer, inner);
  return (
    relative === '' ||
    !(relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative))
  );
}

function kindOf(stats: fs.Stats): string {
  if (stats.isDirectory()) return 'folder';
  if (stats.isFIFO()) return 'named pipe';
  return stats.isSocket() ? 'socket' : 'device';
}
