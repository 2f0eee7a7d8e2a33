import path from 'node:path';
import type ts from 'typescript';
import type { Diagnostic } from '../diagnostics';
import type { TypeScript } from './typescript-of';

/** Converts a diagnostic of TypeScript. */
export function diagnosticOf(typescript: TypeScript, root: string, original: ts.Diagnostic): Diagnostic {
  const severity = original.category === typescript.DiagnosticCategory.Warning ? 'warning' : 'error';
  const message = typescript.flattenDiagnosticMessageText(original.messageText, '\n');
  const related = (original.relatedInformation ?? []).flatMap((other) => {
    const place = placeOf(typescript, root, other);
    // The developer can't change a type that a package declares.
    if (place === undefined || place.file.startsWith('..') || /(^|\/)node_modules\//.test(place.file))
      return [];
    return [{ ...place, message: typescript.flattenDiagnosticMessageText(other.messageText, '\n') }];
  });
  return {
    severity,
    code: `TS${original.code}`,
    message,
    ...placeOf(typescript, root, original),
    ...endOf(typescript, original),
    ...(related.length === 0 ? {} : { related }),
  };
}

function placeOf(typescript: TypeScript, root: string, { file, start }: ts.DiagnosticRelatedInformation) {
  if (file === undefined) return undefined;
  const name = path.relative(root, file.fileName).replaceAll(path.sep, '/');
  const { line, character } = typescript.getLineAndCharacterOfPosition(file, start ?? 0);
  return { file: name, line: line + 1, column: character + 1 };
}

function endOf(typescript: TypeScript, { file, start, length }: ts.Diagnostic) {
  if (file === undefined || start === undefined || length === undefined) return undefined;
  const { line, character } = typescript.getLineAndCharacterOfPosition(file, start + length);
  return { endLine: line + 1, endColumn: character + 1 };
}
