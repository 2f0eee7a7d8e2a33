import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import webpack, { type Compiler, type Configuration } from 'webpack';
import { DatabaseSchemaPlugin, type DatabaseSchemaPluginOptions, WholeFilesPlugin } from '../../webpack';

const project = path.resolve(__dirname, '../../..');

/** A small application in a temporary folder, built with the project's own webpack configuration. */
export class Application {
  readonly root = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'prismosaic [webpack] '));
  readonly bundle = path.join(this.root, 'dist', 'main.js');

  constructor() {
    fs.symlinkSync(path.join(project, 'node_modules'), path.join(this.root, 'node_modules'));
    this.write(
      'src/main.ts',
      `import { components } from './components/registry.generated';
      import { Prisma } from './database/client/client';
      console.log(JSON.stringify({ components: components.map(({ name }) => name), models: Prisma.ModelName }));`,
    );
    this.write(
      'src/components/registered-component.ts',
      'export interface RegisteredComponent { name: string; module: object; meta?: object; tiles?: object }',
    );
    this.addComponent('demo', 'Post');
  }

  /** A component with one model. */
  addComponent(name: string, model: string): void {
    this.write(`src/components/${name}/component.module.ts`, 'export default class {}');
    this.write(schemaOf(name), schemaWith(model));
  }

  write(file: string, text: string): void {
    const target = path.join(this.root, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
  }

  remove(file: string): void {
    fs.rmSync(path.join(this.root, file), { recursive: true });
  }

  rename(from: string, to: string): void {
    fs.renameSync(path.join(this.root, from), path.join(this.root, to));
  }

  configuration(plugin: DatabaseSchemaPluginOptions = {}, mode = 'development'): Configuration {
    const own: (environment: object, options: { mode: string }) => Configuration = require(
      path.join(project, 'webpack.config.js'),
    );
    const configuration = own({}, { mode });
    return {
      ...configuration,
      context: this.root,
      output: { ...configuration.output, path: path.dirname(this.bundle) },
      // As in real use, but in memory: only with a cache does webpack know that a bundle is already written.
      cache: { type: 'memory' },
      plugins: [new DatabaseSchemaPlugin(plugin), new WholeFilesPlugin()],
    };
  }

  webpack(plugin?: DatabaseSchemaPluginOptions): Compiler {
    const compiler = webpack(this.configuration(plugin));
    if (compiler === null) throw new Error('No compiler.');
    return compiler;
  }

  /** The output of the bundle when Node runs it. */
  run(): { components: string[]; models: Record<string, string> } {
    return JSON.parse(execFileSync(process.execPath, [this.bundle], { encoding: 'utf8' }));
  }

  dispose(): void {
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}

export function schemaOf(component: string): string {
  return `src/components/${component}/prisma/schema.prisma`;
}

export function schemaWith(model: string, field = 'title String'): string {
  return `model ${model} {\n  id Int @id\n  ${field}\n}\n`;
}
