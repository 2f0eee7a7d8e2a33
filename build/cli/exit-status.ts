import type { Diagnostic } from '../diagnostics/diagnostic';

/** 2 when the project's configuration is wrong, 1 when its schemas or the disk are. */
export function failureStatus(diagnostics: readonly Diagnostic[]): 1 | 2 {
  return diagnostics.some(({ code }) => code.startsWith('CONFIG_')) ? 2 : 1;
}
