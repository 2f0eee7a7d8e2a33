import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import webpack, { type Stats } from 'webpack';
import { problemsOf as errorsOf } from '../run/compile-errors';
import { Journal } from '../run/dev/journal';
import { EditorProject, schemaOf } from '../test-kit/editor/editor-project';
import { problemsOf, turnsOf } from '../test-kit/editor/task';
import { Application } from '../test-kit/webpack/application';

const room = path.join(__dirname, '..', '..');

describe("Visual Studio Code's tasks show real errors", () => {
  let project: EditorProject;
  beforeEach(() => {
    project = new EditorProject();
  });
  afterEach(() => project.dispose());

  test('compose: at the places in the files of the components, back-relations and extensions included', () => {
    project.schema('blog', project.read(schemaOf('blog')).replace('author   User', 'author   Usr '));
    project.schema('fame', project.read(schemaOf('fame')).replace('stars Int', 'stars It'));
    const command = [path.join(room, 'build/cli/prismosaic.js'), 'compose', '--no-generate'];
    const { stderr, status } = spawnSync(process.execPath, command, { cwd: project.root, encoding: 'utf8' });
    expect(status).toBe(1);
    expect(problemsOf('compose', stderr)).toEqual([
      expect.stringMatching(/^src\/components\/blog\/prisma\/schema\.prisma:3:12 error: Type "Usr"/),
      expect.stringMatching(/^src\/components\/fame\/prisma\/schema\.prisma:3:9 error: Type "It"/),
    ]);
  });

  test('dev: in what the bundler prints, up to the line that ends it', async () => {
    const application = new Application();
    try {
      application.write(schemaOf('demo'), 'model Post {\n  id Int @id\n  title Strin\n}\n');
      const output = await new Promise<string>((resolve, reject) => {
        const printed = (stats: Stats) => {
          let text = '';
          const journal = new Journal((part) => {
            text += stripVTControlCharacters(part);
          });
          journal.fail('The build failed.', errorsOf(stats, application.root, 'error').join('\n\n'));
          return text.trim();
        };
        const compiler = webpack(application.configuration({}));
        compiler?.run((error, stats) => {
          compiler.close(() => (stats ? resolve(printed(stats)) : reject(error)));
        });
      });
      expect(problemsOf('dev', output)).toEqual([
        expect.stringMatching(/^src\/components\/demo\/prisma\/schema\.prisma:3:9 error: Type "Strin"/),
      ]);
      const { ends } = turnsOf('dev');
      expect(output.split('\n').findIndex((line) => ends.test(line))).toBe(output.split('\n').length - 1);
    } finally {
      application.dispose();
    }
  });
});
