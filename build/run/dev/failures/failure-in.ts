import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { type Diagnostic, formatDiagnostic } from '../../../diagnostics';

/** How many of the last lines to show when there is no error in them. */
const LINES = 20;
const message = /^(?:Uncaught )?([A-Z]\w*(?:Error|Exception|Failure)|Error)(?: \[\w+\])?: (.*)/;
const frame = /^\s+at (?:.* \()?([^()]+?):(\d+):(\d+)\)?$/;

/**
 * Finds the error in what a server wrote to standard error. Returns the error and its position in the project's
 * sources, with the lines around it; or the last lines when there is no error in the output.
 */
export function failureIn(output: string, root: string): string {
  const lines = stripVTControlCharacters(output).trimEnd().split('\n');
  const at = lines.findLastIndex((line) => message.test(line));
  const [, code, text] = message.exec(lines[at] ?? '') ?? [];
  if (code === undefined || text === undefined) return lines.slice(-LINES).join('\n').trim();
  const rest = lines.slice(at + 1);
  const first = rest.findIndex((line) => frame.test(line));
  const more = rest.slice(0, first < 0 ? LINES : first).filter((line) => line.trim() !== '');
  const diagnostic: Diagnostic = {
    severity: 'error',
    code,
    message: [text, ...more].join('\n').trim(),
    ...placeIn(rest, root),
  };
  return formatDiagnostic(diagnostic, { root, color: false });
}

/** The first position of a stack that is in the project's sources, not in a package or in build output. */
function placeIn(stack: readonly string[], root: string): Pick<Diagnostic, 'file' | 'line' | 'column'> {
  for (const row of stack) {
    const [, where = '', line, column] = frame.exec(row) ?? [];
    const file = path.relative(root, sourceOf(where, root)).replaceAll(path.sep, '/');
    if (where === '' || file.startsWith('..') || /(^|\/)(node_modules|dist|\.prismosaic)\//.test(file))
      continue;
    if (!fs.existsSync(path.join(root, file))) continue;
    return { file, line: Number(line), column: Number(column) };
  }
  return {};
}

/** Source maps name a file by its path, by its URL, or by a `webpack:` URL. */
function sourceOf(where: string, root: string): string {
  if (where.startsWith('file:')) return fileURLToPath(where);
  const [, own] = /^webpack:\/\/[^/]*\/(.*)/.exec(where) ?? [];
  return path.resolve(root, own ?? where);
}
