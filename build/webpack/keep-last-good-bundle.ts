import type { Compiler } from 'webpack';
import type { Composition } from './composition';

/** Emits nothing while a schema is at fault, whatever `optimization.emitOnErrors` says. */
export function keepLastGoodBundle(compiler: Compiler, composition: Composition): void {
  compiler.hooks.shouldEmit.tap('DatabaseSchemaPlugin', () => (composition.outcome.ok ? undefined : false));
}
