import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Editor } from '../../test-kit/editor/editor';
import { EditorProject, schemaOf } from '../../test-kit/editor/editor-project';

const command = { program: path.resolve(__dirname, '../../cli/prismosaic.js'), args: ['lsp'] };

let project: EditorProject;
let editor: Editor;
beforeEach(async () => {
  project = new EditorProject();
  await project.compose();
  editor = await Editor.start({ root: project.root, ...command });
});
afterEach(async () => {
  await editor.stop();
  project.dispose();
});

/** The shown diagnostics as `file:line:column message`, counted from 1. */
const shown = (): string[] =>
  [...editor.shown].flatMap(([file, all]) =>
    all.map(({ range: { start }, message }) => `${file}:${start.line + 1}:${start.character + 1} ${message}`),
  );

describe('prismosaic lsp', () => {
  test('shows no false errors, and real ones when they are saved, until they are fixed', async () => {
    for (const name of ['users', 'blog', 'fame']) await editor.open(schemaOf(name));
    expect([...editor.shown.keys()].sort()).toEqual(['blog', 'fame', 'users'].map(schemaOf));
    await editor.type(schemaOf('blog'), `${project.read(schemaOf('blog'))}// typed`);
    expect(shown()).toEqual([]);
    const right = project.read(schemaOf('blog'));
    await editor.save(schemaOf('blog'), right.replace('author   User', 'author   Usr '));
    expect(shown()).toEqual([expect.stringMatching(/^src\/components\/blog\/.*:3:12 Type "Usr" .*\nfix: /)]);
    await editor.save(schemaOf('blog'), right);
    expect(shown()).toEqual([]);
  });

  test('shows the errors of files that are not open, with the other place', async () => {
    project.schema('team', 'model User {\n  id Int @id\n}\n');
    await editor.open(schemaOf('blog'));
    expect(shown()).toEqual([expect.stringMatching(/^src\/components\/(team|users)\/.*User/)]);
    const [clash] = [...editor.shown.values()].flat();
    expect(clash?.relatedInformation).toHaveLength(1);
  });

  test('answers about a file from the database that takes it', async () => {
    // With it, the server would find two blocks with that name.
    project.remove('src/components/fame');
    const stock = 'src/stock/users/prisma/schema.prisma';
    project.write(stock, 'model User {\n  id Int @id\n  shelf Shelf\n}\n\nenum Shelf {\n  LOW\n}\n');
    project.write(
      'src/stock/moves/schema.prisma',
      'model Move {\n  id Int @id\n  by User @relation(fields: [byId], references: [id])\n  byId Int\n}\n',
    );
    project.write(
      'prismosaic.config.ts',
      `export default { databases: { stock: { schemas: ['src/stock/**/*.prisma'] } } };\n`,
    );
    await project.compose();
    const moves = 'src/stock/moves/schema.prisma';
    for (const file of [schemaOf('blog'), moves]) await editor.open(file);
    expect(shown()).toEqual([]);
    const owner = (file: string, character: number) =>
      editor.ask<{ targetUri: string }[]>('definition', file, { position: { line: 2, character } });
    const asked = [1, 2, 3].flatMap(() => [owner(schemaOf('blog'), 12), owner(moves, 6)]);
    const answers = (await Promise.all(asked)).map(([one]) => one?.targetUri);
    const right = [editor.uri(schemaOf('users')), editor.uri(stock)];
    expect(answers).toEqual([...right, ...right, ...right]);
  });

  test("answers everything else as Prisma's server does, across the components", async () => {
    await editor.open(schemaOf('blog'));
    const hover = await editor.ask('hover', schemaOf('blog'), { position: { line: 2, character: 12 } });
    expect(hover).toMatchObject({ contents: { value: expect.stringContaining('model User') } });
  });
});
