import type ts from 'typescript';

/** All diagnostics that TypeScript has for a program. */
export function allOf(program: ts.BuilderProgram): ts.Diagnostic[] {
  const first = [...program.getConfigFileParsingDiagnostics(), ...program.getSyntacticDiagnostics()];
  // With errors in the syntax or configuration, type errors mean nothing.
  if (first.length > 0) return first;
  return [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...program.getSemanticDiagnostics(),
  ];
}
