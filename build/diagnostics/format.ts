import path from 'node:path';
import { codeFrameColumns } from '@babel/code-frame';
import { createColors } from 'picocolors';
import type { Diagnostic, Place } from './diagnostic';
import { excerptOf } from './excerpt';
import { hideUrls } from './secrets';
import { oneLine, visible } from './visible';

/** How diagnostics are shown. */
export interface FormatOptions {
  /** The project's root, absolute: the paths of the diagnostics are relative to it. */
  root: string;
  /** ANSI colours. */
  color: boolean;
}

/**
 * A diagnostic for a terminal: `file:line:col: error CODE: message`, the lines around the place, the other places
 * and how to fix it. It hides what may be a credential, also in a neighbouring line.
 */
export function formatDiagnostic(diagnostic: Diagnostic, { root, color }: FormatOptions): string {
  const paint = createColors(color);
  const { severity, code } = diagnostic;
  const level = severity === 'error' ? paint.red('error') : paint.yellow('warning');
  const place = placeOf(diagnostic);
  const where = place === undefined ? diagnostic.file : showPlace(place);
  const title = `${where === undefined ? '' : `${paint.bold(oneLine(where))}: `}${level} ${paint.bold(code)}: `;
  const parts = [title + visible(hideUrls(diagnostic.message))];
  if (place !== undefined) {
    parts.push(frame(root, { ...diagnostic, ...place }, color));
  }
  for (const other of diagnostic.related ?? []) {
    parts.push(
      `  ${paint.bold(oneLine(showPlace(other)))}: ${visible(other.message)}`,
      frame(root, { ...other, severity, code }, color),
    );
  }
  if (diagnostic.hint !== undefined) parts.push(`  ${paint.cyan('fix:')} ${visible(diagnostic.hint)}`);
  return parts.filter((part) => part !== '').join('\n');
}

function placeOf({ file, line, column }: Diagnostic): Place | undefined {
  return file === undefined || line === undefined ? undefined : { file, line, column: column ?? 1 };
}

function showPlace({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

/** Wider lines are not readable, and may be megabytes. */
const maximalWidth = 300;

function frame(root: string, spot: Diagnostic & Place, color: boolean): string {
  const { line, column, endLine, endColumn } = spot;
  const excerpt = excerptOf(path.join(root, spot.file), line);
  if (excerpt === undefined || excerpt.rows.some((row) => row.length > maximalWidth)) return '';
  const oneLine = endColumn !== undefined && (endLine ?? line) === line && endColumn > column;
  const location = { start: { line, column }, ...(oneLine ? { end: { line, column: endColumn } } : {}) };
  const shown = { linesAbove: 1, linesBelow: 1, highlightCode: color, forceColor: color };
  // Its types don't know `startLine`.
  const options = { ...shown, startLine: excerpt.from };
  return codeFrameColumns(excerpt.rows.join('\n'), location, options);
}
