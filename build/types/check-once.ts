import path from 'node:path';
import type { Diagnostic } from '../diagnostics';
import { allOf } from './all-of';
import { diagnosticOf } from './diagnostic-of';
import type { Begin } from './messages';
import type { TypeScript } from './typescript-of';

/** Checks what the configuration names. What was checked before, and is the same, is not checked again. */
export function checkOnce(typescript: TypeScript, { root, configFile }: Omit<Begin, 'watch'>): Diagnostic[] {
  const failures: import('typescript').Diagnostic[] = [];
  const parsed = typescript.getParsedCommandLineOfConfigFile(
    configFile,
    {
      noEmit: true,
      incremental: true,
      tsBuildInfoFile: path.join(root, '.prismosaic', 'types', `${path.basename(configFile)}.tsbuildinfo`),
    },
    { ...typescript.sys, onUnRecoverableConfigFileDiagnostic: (one) => failures.push(one) },
  );
  const found = [...failures];
  if (parsed !== undefined) {
    const { fileNames, options, errors, projectReferences } = parsed;
    const program = typescript.createIncrementalProgram({
      rootNames: fileNames,
      options,
      configFileParsingDiagnostics: errors,
      ...(projectReferences === undefined ? {} : { projectReferences }),
    });
    found.push(...allOf(program));
    // No code: only what makes the next check short.
    program.emit();
  }
  return found.map((one) => diagnosticOf(typescript, root, one));
}
