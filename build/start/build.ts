import { buildOnce, bundleOf, createCompiler } from '../server/compiler';

/** Builds the bundle for production; webpack's file cache makes nothing twice. Throws with webpack's errors. */
export async function build(root: string): Promise<{ summary: string; bundle: string }> {
  const compiler = createCompiler(root, 'production');
  const stats = await buildOnce(compiler);
  const emitted = stats.compilation.emittedAssets.size > 0;
  return { summary: emitted ? 'built' : 'up to date', bundle: bundleOf(compiler) };
}
