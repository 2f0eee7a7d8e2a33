import type ts from 'typescript';
import type { Diagnostic } from '../diagnostics';
import { allOf } from './all-of';
import { diagnosticOf } from './diagnostic-of';
import { HeldHost } from './held-host';
import type { Begin } from './messages';
import type { TypeScript } from './typescript-of';

/** TypeScript's own watch, which can be held. */
export interface TypeWatch {
  hold(): void;
  release(changed: readonly string[]): void;
}

/**
 * Checks whenever a file has changed, but not while it is held. Nothing is checked before the first release: what is
 * published first of all may be missing until then. After each release something is told, whether it was checked anew
 * or not.
 */
export function checkWhileWatching(
  typescript: TypeScript,
  { root, configFile }: Omit<Begin, 'watch'>,
  tell: (diagnostics: Diagnostic[]) => void,
): TypeWatch {
  let latest: Diagnostic[] | undefined;
  const watchHost = typescript.createWatchCompilerHost(
    configFile,
    { noEmit: true },
    typescript.sys,
    typescript.createSemanticDiagnosticsBuilderProgram,
    () => {},
    () => {},
    // A package that is installed meanwhile asks for another start of the server anyway.
    { excludeDirectories: ['**/node_modules'] },
  );
  const host = new HeldHost(watchHost);
  watchHost.afterProgramCreate = (program: ts.SemanticDiagnosticsBuilderProgram) => {
    latest = allOf(program).map((one) => diagnosticOf(typescript, root, one));
    tell(latest);
  };
  let begun = false;
  return {
    hold: () => host.hold(),
    release(changed) {
      host.release(changed);
      if (!begun) {
        begun = true;
        typescript.createWatchProgram(watchHost);
      } else if (!host.busy && latest !== undefined) tell(latest);
    },
  };
}
