import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import webpack, { type Configuration, type Stats } from 'webpack';
import { Application, schemaOf, schemaWith } from '../test-kit/webpack/application';

let application: Application;
beforeEach(() => {
  application = new Application();
});
afterEach(() => application.dispose());

async function build(configuration: Configuration): Promise<Stats> {
  const compiler = webpack(configuration);
  const stats = await new Promise<Stats | undefined>((resolve, reject) => {
    compiler?.run((error, result) => (error ? reject(error) : resolve(result)));
  });
  await new Promise((resolve) => compiler?.close(resolve));
  if (!stats) throw new Error('No stats.');
  return stats;
}

describe('a build', () => {
  test('composes, generates and bundles, with no path of this machine in the bundle', async () => {
    application.addComponent('orders', 'Order');
    const stats = await build(application.configuration({}, 'production'));
    expect(stats.toString({ preset: 'errors-warnings' })).toBe('webpack compiled successfully');
    expect(application.run()).toEqual({
      components: ['demo', 'orders'],
      models: { Post: 'Post', Order: 'Order' },
    });
    expect(fs.readFileSync(application.bundle, 'utf8')).not.toContain(application.root);
    expect(fs.readFileSync(`${application.bundle}.map`, 'utf8')).not.toContain(application.root);
  });

  test('maps the bundle to the sources of the application, and not to generated files', async () => {
    await build(application.configuration());
    const map: { sources: string[] } = JSON.parse(fs.readFileSync(`${application.bundle}.map`, 'utf8'));
    expect(map.sources.some((source) => source.endsWith('src/main.ts'))).toBe(true);
    expect(map.sources.filter((source) => /src.database.client|registry.generated/.test(source))).toEqual([]);
  });

  test('reports a broken schema at its own line and keeps the last good bundle', async () => {
    await build(application.configuration());
    const before = fs.readFileSync(application.bundle);
    application.write(schemaOf('demo'), schemaWith('Post', 'title Strin'));
    application.write('src/main.ts', 'console.log(1)');
    const stats = await build(application.configuration());
    const [error, ...others] = stats.toJson({ all: false, errors: true }).errors ?? [];
    expect(others).toEqual([]);
    expect(error?.message).toMatch(new RegExp(`^${schemaOf('demo')}:3:9: error`));
    expect(error?.message).toContain('> 3 |   title Strin');
    expect(fs.readFileSync(application.bundle)).toEqual(before);
  });

  test('reports the broken schema alone when nothing was ever published', async () => {
    application.write(schemaOf('demo'), schemaWith('Post', 'title Strin'));
    const stats = await build(application.configuration());
    const errors = stats.toJson({ all: false, errors: true }).errors ?? [];
    expect(errors.map(({ message }) => message.split(' ')[0])).toEqual([`${schemaOf('demo')}:3:9:`]);
  });

  test('emits nothing for a broken schema, also with emitOnErrors', async () => {
    application.write(schemaOf('demo'), 'model Post {');
    const configuration = application.configuration();
    await build({ ...configuration, optimization: { ...configuration.optimization, emitOnErrors: true } });
    expect(fs.existsSync(application.bundle)).toBe(false);
  });

  test('keeps the last good bundle when the code is broken', async () => {
    await build(application.configuration());
    const before = fs.readFileSync(application.bundle);
    application.write('src/main.ts', "import './missing';");
    const stats = await build(application.configuration());
    expect(stats.hasErrors()).toBe(true);
    expect(fs.readFileSync(application.bundle)).toEqual(before);
  });

  test('keeps the last good bundle complete when the new one can not be written', async () => {
    await build(application.configuration());
    const before = fs.readFileSync(application.bundle);
    application.addComponent('orders', 'Order');
    const beside = `${application.bundle}.${process.pid}.part`;
    fs.mkdirSync(beside);
    await expect(build(application.configuration())).rejects.toThrow('EISDIR');
    expect(fs.readFileSync(application.bundle)).toEqual(before);
    fs.rmdirSync(beside);
    await build(application.configuration());
    expect(application.run().components).toContain('orders');
    expect(fs.readdirSync(path.dirname(application.bundle)).sort()).toEqual(['main.js', 'main.js.map']);
  });

  test('ends the webpack command with exit code 1 when a schema is broken', () => {
    application.write(schemaOf('demo'), 'model Post {');
    const project = JSON.stringify(`${__dirname}/../..`);
    application.write(
      'webpack.config.js',
      `const own = require(${project} + '/webpack.config.js')({}, { mode: 'production' });
      const { DatabaseSchemaPlugin } = require(${project} + '/build/webpack');
      module.exports = { ...own, context: __dirname, cache: false, plugins: [new DatabaseSchemaPlugin()],
        output: { ...own.output, path: __dirname + '/dist' } };`,
    );
    const { status, stdout } = spawnSync(process.execPath, [require.resolve('webpack-cli/bin/cli.js')], {
      cwd: application.root,
      encoding: 'utf8',
    });
    expect(stdout).toContain(`${schemaOf('demo')}:1`);
    expect(status).toBe(1);
    expect(fs.existsSync(application.bundle)).toBe(false);
  });
});
