const path = require('node:path');

const { DatabaseSchemaPlugin, TypesPlugin, WholeFilesPlugin } = require('prismosaic/webpack');

// swc would end each syntax error with the stack of its own program.
process.env.RUST_BACKTRACE ??= '0';

const root = __dirname;
/** `react`, `@nestjs/core`, `node:fs`: what Node resolves when the bundle runs. */
const bareName = /^(?!@prismosaic\/)(?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~][\w.~:-]*(?:\/|$)/i;

/**
 * `--env skipTypes` builds without a check of the types.
 * @returns {import('webpack').Configuration}
 */
module.exports = ({ skipTypes = false } = {}, { mode = 'production' } = {}) => ({
  mode,
  context: root,
  target: 'node20',
  entry: { main: './src/main.ts' },
  output: {
    path: path.join(root, 'dist'),
    filename: '[name].js',
    library: { type: 'commonjs2' },
    clean: { keep: WholeFilesPlugin.keep },
  },
  resolve: {
    extensions: ['.ts', '.tsx', '.js'],
    // The packages of this checkout are TypeScript, so they are bundled too.
    conditionNames: ['@prismosaic/source', '...'],
  },
  module: {
    rules: [
      {
        test: /\.tsx?$/,
        exclude: /node_modules/,
        loader: 'swc-loader',
        options: {
          swcrc: false,
          jsc: {
            target: 'es2022',
            parser: { syntax: 'typescript', tsx: true, decorators: true },
            transform: {
              legacyDecorator: true,
              // Nest injects by these types; without them it injects undefined and only warns.
              decoratorMetadata: true,
              // The development runtime writes this machine's paths into the bundle and breaks under
              // NODE_ENV=production; one runtime serves both.
              react: { runtime: 'automatic', development: false },
            },
            keepClassNames: true,
          },
          module: { type: 'es6' },
        },
      },
      { test: /\.css$/, type: 'asset/source' },
    ],
  },
  // The bundle holds the application; its packages stay in node_modules. `import X` externals would make every
  // module asynchronous, so they are required: Node ≥ 20.19 requires ES modules too.
  externals: [
    ({ request = '' }, done) => (bareName.test(request) ? done(null, `commonjs ${request}`) : done()),
  ],
  externalsPresets: { node: true },
  node: { __dirname: false, __filename: false },
  optimization: {
    // NODE_ENV is known where the bundle runs, not where it is built.
    nodeEnv: false,
    // A server gains nothing from short names, and they make stack traces and logs harder to read.
    minimize: false,
    // A failed build leaves the last good bundle in place.
    emitOnErrors: false,
  },
  devtool: 'source-map',
  cache: {
    type: 'filesystem',
    name: mode,
    cacheDirectory: path.join(root, '.prismosaic', 'webpack'),
    buildDependencies: { config: [__filename] },
  },
  performance: false,
  infrastructureLogging: { level: 'warn' },
  stats: 'errors-warnings',
  plugins: [
    new DatabaseSchemaPlugin({ root }),
    new WholeFilesPlugin(),
    ...(skipTypes ? [] : [new TypesPlugin({ root })]),
  ],
});
