import fs from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { isSystemError, reasonOf } from '../../ground/system-error';
import { writeWhole } from '../../ground/write-whole';
import { readSchema } from '../sources/read';
import { formatText } from './format-text';
import { syntaxErrors } from './syntax';

/** What formatting did, or would do. */
export interface FormatResult {
  /** Files that were not in Prisma's format, relative to the root: rewritten, unless this was a check. */
  changed: string[];
  /** Why others were left unchanged. */
  diagnostics: Diagnostic[];
}

/**
 * Formats component schemas, given relative to the root, each separately: one with an error is left unchanged. Writes
 * only whole files, and only when their bytes change. Writes nothing with `check`.
 */
export async function formatFiles(
  root: string,
  files: readonly string[],
  { check }: { check: boolean },
): Promise<FormatResult> {
  const result: FormatResult = { changed: [], diagnostics: [] };
  for (const file of files) {
    const read = readSchema(root, file, root);
    if ('diagnostic' in read) {
      result.diagnostics.push(read.diagnostic);
      continue;
    }
    const errors = await syntaxErrors(file, read.text);
    const formatted = errors.length > 0 ? undefined : formatText(read.text);
    if (formatted === undefined) result.diagnostics.push(...errors);
    else if ('reason' in formatted) result.diagnostics.push(notFormatted(file, formatted.reason));
    else if (formatted.text !== read.text) {
      const failure = check ? undefined : write(path.join(root, file), formatted.text);
      if (failure === undefined) result.changed.push(file);
      else result.diagnostics.push({ ...failure, file });
    }
  }
  return result;
}

function notFormatted(file: string, reason: string): Diagnostic {
  return {
    severity: 'error',
    code: 'NOT_FORMATTED',
    message: `${reason}, so it was left unchanged.`,
    file,
    hint: 'put each field, attribute and comment on its own line',
  };
}

/** Keeps the byte order mark, which Prisma does not know. */
function write(file: string, text: string): Diagnostic | undefined {
  try {
    const mark = fs.readFileSync(file, 'utf8').startsWith('\uFEFF') ? '\uFEFF' : '';
    writeWhole(file, mark + text);
    return undefined;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const message = `This schema can't be written: ${reasonOf(error)}.`;
    return {
      severity: 'error',
      code: 'SCHEMA_NOT_WRITABLE',
      message,
      hint: 'give this user write permission',
    };
  }
}
