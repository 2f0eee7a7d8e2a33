import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Stats } from 'webpack';
import { type Diagnostic, formatDiagnostic } from '../diagnostics';

type Severity = Diagnostic['severity'];
type Reported = Pick<
  NonNullable<ReturnType<Stats['toJson']>['errors']>[number],
  'message' | 'moduleName' | 'file' | 'loc'
>;

/** The errors of a build, or its warnings, each once, with its place and the lines around it. */
export function problemsOf(stats: Stats, root: string, severity: Severity): string[] {
  const { errors = [], warnings = [] } = stats.toJson({
    ...{ all: false, errors: true, warnings: true, errorDetails: false },
    ...{ moduleTrace: false, errorStack: false },
  });
  const texts = (severity === 'error' ? errors : warnings).map((one) => textOf(one, root, severity));
  return [...new Set(texts)];
}

function textOf(reported: Reported, root: string, severity: Severity): string {
  const message = stripVTControlCharacters(reported.message);
  // Messages of the plugins already begin with the place.
  if (reported.moduleName === undefined) return message;
  const format = (diagnostic: Omit<Diagnostic, 'severity'>) =>
    formatDiagnostic({ severity, ...diagnostic }, { root, color: false });
  const syntax = swcErrors(message, root);
  if (syntax.length > 0) return syntax.map(format).join('\n');
  const file = reported.moduleName.replace(/^.*!/, '').replace(/^\.\//, '');
  const [, line, column = '0'] = /^(\d+):(\d+)/.exec(reported.loc ?? '') ?? [];
  // Removes the compiler's own stack, and what webpack adds around an error.
  const text = message
    .replace(/\n+(?:Caused by:|Stack backtrace:)[\s\S]*$/, '')
    .replace(/^Module build failed \(from [^\n]*\):\n/, '')
    .replace(/^(?:Module not found: )?Error: /, '')
    .replace(/^(Can't resolve '[^']*') in '[^']*'/, '$1');
  // Webpack counts columns from 0.
  const place = line === undefined ? {} : { line: Number(line), column: Number(column) + 1 };
  return format({ code: 'BUILD', message: text.trim(), file, ...place });
}

/** The errors of swc: its picture of the place names the line, but not the column. */
function swcErrors(message: string, root: string): Omit<Diagnostic, 'severity'>[] {
  const found: Omit<Diagnostic, 'severity'>[] = [];
  const lines = message.split('\n');
  for (const [index, row] of lines.entries()) {
    const [, absolute, line] = /^\s*[,╭][-─]\[(.*):(\d+):\d+\]$/.exec(row) ?? [];
    const [, text] = /^(?:Error:)?\s*[x×] (.*)$/.exec(lines[index - 1] ?? '') ?? [];
    if (absolute === undefined || text === undefined) continue;
    const marks = lines.slice(index).find((one) => /^\s*[:·]\s*[\^─┬╰]/.test(one));
    const before = /^\s*[:·] /.exec(marks ?? '')?.[0].length ?? 0;
    found.push({
      code: 'SYNTAX',
      message: text,
      file: path.relative(root, absolute).replaceAll(path.sep, '/'),
      line: Number(line),
      column: marks === undefined ? 1 : marks.search(/[\^─┬╰]/) - before + 1,
    });
  }
  return found;
}
