import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from '../../diagnostics';

interface Position {
  line: number;
  character: number;
}

interface Range {
  start: Position;
  end: Position;
}

/** A diagnostic as an editor shows it. */
export interface ShownDiagnostic {
  range: Range;
  /** 1 is an error, 2 a warning. */
  severity: 1 | 2;
  code: string;
  source: string;
  message: string;
  relatedInformation?: { location: { uri: string; range: Range }; message: string }[];
}

/** The diagnostics of each file, by URI. Diagnostics without a file are left out. */
export function byAddress(root: string, diagnostics: readonly Diagnostic[]): Map<string, ShownDiagnostic[]> {
  const all = new Map<string, ShownDiagnostic[]>();
  for (const diagnostic of diagnostics) {
    if (diagnostic.file === undefined) continue;
    const uri = addressOf(root, diagnostic.file);
    all.set(uri, [...(all.get(uri) ?? []), show(root, diagnostic)]);
  }
  return all;
}

function show(root: string, diagnostic: Diagnostic): ShownDiagnostic {
  const { severity, code, message, hint, related } = diagnostic;
  return {
    range: rangeOf(diagnostic),
    severity: severity === 'error' ? 1 : 2,
    code,
    source: 'prismosaic',
    message: hint === undefined ? message : `${message}\nfix: ${hint}`,
    relatedInformation: related?.map((other) => ({
      location: { uri: addressOf(root, other.file), range: rangeOf(other) },
      message: other.message,
    })),
  };
}

/** Editors count from 0. */
function rangeOf({ line = 1, column = 1, endLine = line, endColumn = column }: Partial<Diagnostic>): Range {
  const at = (row: number, cell: number): Position => ({ line: row - 1, character: cell - 1 });
  return { start: at(line, column), end: at(endLine, endColumn) };
}

function addressOf(root: string, file: string): string {
  return pathToFileURL(path.join(root, file)).href;
}
