/** A package.json, as far as packing changes it. */
export interface Manifest {
  name: string;
  private?: boolean;
  exports: Record<string, string | Record<string, string>>;
  [field: string]: unknown;
}

const forTheCheckout = '@prismosaic/source';

/** The manifest as it is published: not private, and without the condition that only the checkout's bundler sets. */
export function packedManifest({ private: _private, ...manifest }: Manifest): Manifest {
  const entries = Object.entries(manifest.exports).map(([name, target]) => {
    if (typeof target === 'string') return [name, target];
    const { [forTheCheckout]: _source, ...rest } = target;
    const [only, ...more] = Object.entries(rest);
    return [name, only?.[0] === 'default' && more.length === 0 ? only[1] : rest];
  });
  return { ...manifest, exports: Object.fromEntries(entries) };
}
