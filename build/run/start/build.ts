import { buildOnce, bundleOf, createCompiler } from '../compiler';

/**
 * Builds the bundle for production, into the project's own folder unless `output` is another one; webpack's file cache makes
 * nothing twice. It does not check types: `npm run build` does. Throws with all errors.
 */
export async function build(root: string, output?: string): Promise<{ summary: string; bundle: string }> {
  const compiler = createCompiler(root, 'production', { output, environment: { skipTypes: true } });
  const stats = await buildOnce(compiler);
  const emitted = stats.compilation.emittedAssets.size > 0;
  return { summary: emitted ? 'built' : 'up to date', bundle: bundleOf(compiler) };
}
