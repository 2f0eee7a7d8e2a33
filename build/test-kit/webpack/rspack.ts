import path from 'node:path';
import { type Compiler, rspack } from '@rspack/core';
import { DatabaseSchemaPlugin, type DatabaseSchemaPluginOptions } from '../../webpack';
import type { Application } from './application';

/** An Rspack compiler of the application, with its own TypeScript loader and a minimal configuration. */
export function rspackOf({ root, bundle }: Application, plugin?: DatabaseSchemaPluginOptions): Compiler {
  return rspack({
    mode: 'development',
    devtool: false,
    context: root,
    target: 'node20',
    entry: { main: './src/main.ts' },
    output: { path: path.dirname(bundle), filename: '[name].js', library: { type: 'commonjs2' } },
    resolve: { extensions: ['.ts', '.tsx', '.js'] },
    module: {
      rules: [
        {
          test: /\.tsx?$/,
          loader: 'builtin:swc-loader',
          options: { jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } } },
        },
      ],
    },
    externalsType: 'commonjs',
    externals: [/^@?[a-z]/],
    plugins: [new DatabaseSchemaPlugin(plugin)],
  });
}
