import type ts from 'typescript';
import type { Diagnostic } from '../diagnostics';
import { allOf } from './all-of';
import { diagnosticOf } from './diagnostic-of';
import { HeldHost } from './held-host';
import type { Begin } from './messages';
import type { TypeScript } from './typescript-of';

/** TypeScript's own watch, which can be paused. */
export interface TypeWatch {
  hold(): void;
  release(changed: readonly string[]): void;
  close(): void;
}

/**
 * Checks whenever a file changes, but not while it is held. It checks nothing before the first release: the published
 * files may be missing until then. It reports after each release, also when nothing had to be checked again.
 */
export function checkWhileWatching(
  typescript: TypeScript,
  { root, configFile }: Omit<Begin, 'watch'>,
  report: (diagnostics: Diagnostic[]) => void,
): TypeWatch {
  let latest: Diagnostic[] | undefined;
  const watchHost = typescript.createWatchCompilerHost(
    configFile,
    { noEmit: true },
    typescript.sys,
    typescript.createSemanticDiagnosticsBuilderProgram,
    () => {},
    () => {},
    // After installing a package, `dev` must be restarted anyway.
    { excludeDirectories: ['**/node_modules'] },
  );
  const host = new HeldHost(watchHost);
  watchHost.afterProgramCreate = (program: ts.SemanticDiagnosticsBuilderProgram) => {
    latest = allOf(program).map((one) => diagnosticOf(typescript, root, one));
    report(latest);
  };
  let watch: ts.Watch<ts.SemanticDiagnosticsBuilderProgram> | undefined;
  return {
    hold: () => host.hold(),
    release(changed) {
      host.release(changed);
      if (watch === undefined) watch = typescript.createWatchProgram(watchHost);
      else if (!host.busy && latest !== undefined) report(latest);
    },
    close: () => watch?.close(),
  };
}
