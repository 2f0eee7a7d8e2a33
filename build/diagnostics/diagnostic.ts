/** A place in a file that the user can open. */
export interface Place {
  /** Relative to the project's root, with `/`. */
  file: string;
  /** 1-based. */
  line: number;
  /** 1-based, in UTF-16 units as editors count. */
  column: number;
}

/** What is wrong, where, and how to fix it: one value for the terminal, the bundler, the browser and `--json`. */
export interface Diagnostic {
  severity: 'error' | 'warning';
  /** Stable and in capitals: `docs/compose.md` lists them. */
  code: string;
  /** Whole sentences, without the place. Never contains a credential. */
  message: string;
  /** Relative to the project's root, with `/`; absent when the problem is in no file. */
  file?: string;
  line?: number;
  column?: number;
  endLine?: number;
  /** Exclusive. */
  endColumn?: number;
  /** How to fix it. */
  hint?: string;
  /** Other places that are related to it. */
  related?: (Place & { message: string })[];
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

/** Errors before warnings, then by file and place; keeps the first of equal ones. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics
    .filter((diagnostic) => {
      const key = JSON.stringify(diagnostic);
      return !seen.has(key) && seen.add(key);
    })
    .sort(
      (a, b) =>
        compare(a.severity, b.severity) ||
        compare(a.file ?? '', b.file ?? '') ||
        (a.line ?? 0) - (b.line ?? 0) ||
        (a.column ?? 0) - (b.column ?? 0) ||
        compare(a.code, b.code),
    );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
