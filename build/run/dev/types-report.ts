import { formatDiagnostic } from '../../diagnostics';
import { onTypesChecked } from '../../webpack';
import type { DevServer } from './dev-server';
import type { Journal } from './journal';

/** Shows the type errors in the terminal when they change, and in the open pages as long as they exist. */
export function reportTypes(
  compiler: object,
  { root, server, journal }: { root: string; server: DevServer; journal: Journal },
): void {
  let before = '';
  onTypesChecked(compiler, (diagnostics) => {
    const text = diagnostics.map((one) => formatDiagnostic(one, { root, color: false })).join('\n\n');
    if (text === before) return;
    before = text;
    if (diagnostics.length === 0) {
      server.unshow('types');
      journal.log('No type errors');
      return;
    }
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
    const title =
      errors === 0 ? 'Types are not checked' : `${errors} type ${errors === 1 ? 'error' : 'errors'}`;
    journal.fail(title, text);
    server.show({ kind: 'types', title, text });
  });
}
