import path from 'node:path';
import type { Diagnostic } from '../diagnostics';
import { allOf } from './all-of';
import { diagnosticOf } from './diagnostic-of';
import type { Begin } from './messages';
import type { TypeScript } from './typescript-of';

/** Checks the files of the configuration. Files that are unchanged since the last check are not checked again. */
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
    // This writes no code, only the build info that makes the next check faster.
    program.emit();
  }
  return found.map((one) => diagnosticOf(typescript, root, one));
}
