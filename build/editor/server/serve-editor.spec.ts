import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Editor } from '../testing/editor';
import { EditorProject, schemaOf } from '../testing/editor-project';

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

/** What is shown, as `file:line:column message`, counted from 1 as people do. */
const shown = (): string[] =>
  [...editor.shown].flatMap(([file, all]) =>
    all.map(({ range: { start }, message }) => `${file}:${start.line + 1}:${start.character + 1} ${message}`),
  );

describe('prismosaic lsp', () => {
  test('shows no false errors, and real ones when they are saved, until they are mended', async () => {
    for (const name of ['users', 'blog', 'fame']) await editor.open(schemaOf(name));
    expect([...editor.shown.keys()].sort()).toEqual(['blog', 'fame', 'users'].map(schemaOf));
    await editor.type(schemaOf('blog'), `${project.read(schemaOf('blog'))}// typed`);
    expect(shown()).toEqual([]);
    const right = project.read(schemaOf('blog'));
    await editor.save(schemaOf('blog'), right.replace('author   User', 'author   Usr '));
    expect(shown()).toEqual([expect.stringMatching(/^src\/components\/blog\/.*:3:12 Type "Usr" .*\nmend: /)]);
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

  test("answers everything else as Prisma's server does, across the components", async () => {
    await editor.open(schemaOf('blog'));
    const hover = await editor.ask('hover', schemaOf('blog'), { position: { line: 2, character: 12 } });
    expect(hover).toMatchObject({ contents: { value: expect.stringContaining('model User') } });
  });
});
