import type { Compiler } from 'webpack';
import { formatDiagnostic } from '../../diagnostics';
import { TypeChecker, type TypeCheckerOptions } from '../../types';
import { notChecked } from './check-before-emitting';
import { listenerOf, type TypesChecked } from './listeners';

/**
 * While the compiler watches, checks after each successful build. From the first change to the end of the build
 * nothing is reported: a new field is in the code before it is in the published client.
 */
export function checkBesideWatching(compiler: Compiler, options: TypeCheckerOptions): void {
  let checker: TypeChecker | undefined;
  let changed = new Set<string>();

  compiler.hooks.watchRun.tap({ name: 'TypesPlugin', stage: -3 }, () => {
    checker ??= begin();
    checker.hold();
  });
  compiler.hooks.invalid.tap('TypesPlugin', () => checker?.hold());
  compiler.hooks.done.tap('TypesPlugin', (stats) => {
    if (checker === undefined) return;
    for (const file of [...(compiler.modifiedFiles ?? []), ...(compiler.removedFiles ?? [])])
      changed.add(file);
    if (stats.hasErrors()) return;
    checker.release([...changed]);
    changed = new Set();
  });
  compiler.hooks.watchClose.tap('TypesPlugin', () => {
    checker?.close();
    checker = undefined;
  });

  function begin(): TypeChecker {
    const made = new TypeChecker(options);
    const report = listenerOf(compiler) ?? logger(compiler, options.root);
    made.watch(report, (reason) => {
      // The next build starts another one.
      checker = undefined;
      report([notChecked(reason)]);
    });
    return made;
  }
}

function logger(compiler: Compiler, root: string): TypesChecked {
  const log = compiler.getInfrastructureLogger('TypesPlugin');
  let before = '';
  return (diagnostics) => {
    const text = diagnostics.map((one) => formatDiagnostic(one, { root, color: false })).join('\n');
    if (text !== before) log.error(text === '' ? 'No type errors any more.' : text);
    before = text;
  };
}
