import type { Diagnostic } from '../../diagnostics';

/** Gets all current type errors; an empty list when there are none. */
export type TypesChecked = (diagnostics: Diagnostic[]) => void;

const listeners = new WeakMap<object, TypesChecked>();

/** Sets a listener for the results of a watching compiler's checks, which replaces its log. */
export function onTypesChecked(compiler: object, listener: TypesChecked): void {
  listeners.set(compiler, listener);
}

export function listenerOf(compiler: object): TypesChecked | undefined {
  return listeners.get(compiler);
}
