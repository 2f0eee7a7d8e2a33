import type { Compiler } from 'webpack';
import type { Composition } from './composition';

/** Emits nothing while a schema has errors, also with `optimization.emitOnErrors`. */
export function keepLastGoodBundle(compiler: Compiler, composition: Composition): void {
  compiler.hooks.shouldEmit.tap('DatabaseSchemaPlugin', () => (composition.outcome.ok ? undefined : false));
}
