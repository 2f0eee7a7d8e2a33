import type ts from 'typescript';

/** All that TypeScript has to say of a program. */
export function allOf(program: ts.BuilderProgram): ts.Diagnostic[] {
  const first = [...program.getConfigFileParsingDiagnostics(), ...program.getSyntacticDiagnostics()];
  // What is not even a program has types that mean nothing.
  if (first.length > 0) return first;
  return [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...program.getSemanticDiagnostics(),
  ];
}
