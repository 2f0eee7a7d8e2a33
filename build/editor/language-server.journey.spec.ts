import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Editor, type EditorOptions, languageServer } from '../test-kit/editor/editor';
import { EditorProject, schemaOf } from '../test-kit/editor/editor-project';

interface Completion {
  items: { label: string }[];
}

const components = ['users', 'blog', 'fame'];
const silent = { settings: { enableDiagnostics: false }, environment: { PRISMOSAIC_EDITOR: 'sources' } };
/** Where the type of the field `author` is. */
const authorType = { position: { line: 2, character: 12 } };

let project: EditorProject;
let editor: Editor | undefined;

async function open(options: Partial<EditorOptions> = {}, ...names: string[]): Promise<Editor> {
  editor = await Editor.start({ root: project.root, ...options });
  for (const name of names) await editor.open(schemaOf(name));
  return editor;
}

/** The messages that the editor shows. */
function messages({ shown }: Editor): string[] {
  return [...shown].flatMap(([file, all]) => all.map(({ message }) => `${file}: ${message}`));
}

beforeEach(() => {
  project = new EditorProject();
});
afterEach(async () => {
  await editor?.stop();
  editor = undefined;
  project.dispose();
});

describe("Prisma's language server with its own settings", () => {
  test('shows no error for relations across components, nor for extensions', async () => {
    expect(await project.compose()).toBe(true);
    const { shown } = await open({}, ...components);
    expect([...shown]).toEqual([
      ['prisma/schema/blog.prisma', []],
      ['prisma/schema/fame.prisma', []],
      ['prisma/schema/main.prisma', []],
      ['prisma/schema/users.prisma', []],
    ]);
  });

  test('shows no error while a component is broken, or before anything was composed', async () => {
    const before = await open({}, ...components);
    expect(messages(before)).toEqual([]);
    await before.stop();
    expect(await project.compose()).toBe(true);
    project.schema('fame', 'model {');
    expect(messages(await open({}, ...components))).toEqual([]);
  });

  test('would show false errors without the configuration', async () => {
    expect(await project.compose()).toBe(true);
    project.remove('prisma.config.ts');
    expect(messages(await open({}, 'blog'))).toEqual([
      expect.stringContaining('Type "User" is neither a built-in type, nor refers to another model'),
    ]);
  });

  test('checks one database, also with the schemas of others beside it', async () => {
    expect(await project.compose()).toBe(true);
    project.write('prisma/inventory/schema/main.prisma', project.read('prisma/schema/main.prisma'));
    expect(messages(await open({}, 'blog'))).toEqual([]);
  });
});

describe("Prisma's language server with its diagnostics turned off", () => {
  test("completes, explains and finds across the components' own files", async () => {
    project.remove('src/components/fame');
    expect(await project.compose()).toBe(true);
    const server = await open(silent, 'users', 'blog');
    const file = schemaOf('blog');
    const users = server.uri(schemaOf('users'));
    expect(await server.ask('definition', file, authorType)).toMatchObject([{ targetUri: users }]);
    expect(await server.ask('hover', file, authorType)).toMatchObject({
      contents: { value: expect.stringContaining('model User') },
    });
    expect(
      await server.ask('references', file, { ...authorType, context: { includeDeclaration: true } }),
    ).toContainEqual(expect.objectContaining({ uri: users }));
    await server.type(file, project.read(file).replace(/\n}\n$/, '\n  reader Us\n  code String @db.\n}\n'));
    const complete = async (line: number, character: number) =>
      (await server.ask<Completion>('completion', file, { position: { line, character } })).items.map(
        ({ label }) => label,
      );
    expect(await complete(5, 11)).toEqual(expect.arrayContaining(['User', 'Role', 'Post']));
    expect(await complete(6, 18)).toContain('Uuid');
    expect(messages(server)).toEqual([]);
  });

  test('formats a component without writing what the composer adds', async () => {
    expect(await project.compose()).toBe(true);
    const server = await open(silent, ...components);
    for (const name of components) {
      const options = { options: { tabSize: 2, insertSpaces: true } };
      const [edit] = await server.ask<{ newText: string }[]>('formatting', schemaOf(name), options);
      const fields = (text: string) => text.split('\n').map((line) => line.replace(/\s+/g, ' '));
      expect(fields(edit?.newText ?? '')).toEqual(fields(project.read(schemaOf(name))));
    }
  });

  test('notices components that are added and removed', async () => {
    project.remove('src/components/fame');
    const server = await open(silent, 'blog');
    project.remove('src/components/users');
    project.schema('people', 'model User {\n  id Int @id\n}\n');
    expect(await server.ask('definition', schemaOf('blog'), authorType)).toMatchObject([
      { targetUri: server.uri(schemaOf('people')) },
    ]);
  });

  test('needs only the settings of the workspace in Visual Studio Code', async () => {
    const extension = 'extensions/prisma.prisma-31.12.10/dist/language-server/bin.js';
    project.write(extension, `require(${JSON.stringify(languageServer)});\n`);
    project.write('.vscode/settings.json', '{\n  // "prisma.enableDiagnostics": false\n}\n');
    expect(await project.compose()).toBe(true);
    const code = { ...silent, environment: {}, program: project.path(extension) };
    const hover = async () => (await open(code, 'blog')).ask('hover', schemaOf('blog'), authorType);
    expect(await hover()).toBeNull();
    await editor?.stop();
    project.write('.vscode/settings.json', '{\n  "prisma.enableDiagnostics": false\n}\n');
    expect(await hover()).not.toBeNull();
  });

  test('would show false errors with its diagnostics turned on', async () => {
    expect(await project.compose()).toBe(true);
    expect(messages(await open({ ...silent, settings: {} }, 'blog'))).toContainEqual(
      expect.stringContaining('a model with that name already exists'),
    );
    await editor?.stop();
    project.remove('src/components/fame');
    expect(messages(await open({ ...silent, settings: {} }, 'blog'))).toEqual([
      expect.stringContaining('is missing an opposite relation field'),
    ]);
  });
});
