import fs from 'node:fs';
import path from 'node:path';
import { configNames, readConfig } from '../../config/read';
import { Code, childOf, listOf, type Node, nodesOf, propertyOf } from '../../ground/code';

const file = configNames[0];

/**
 * Adds a database to the project's configuration, which is made if there is none. The file is a program: the entry goes
 * into the literal object that it exports, and stays only when the file then has the right value. Returns whether it does; if not,
 * the file is restored.
 */
export async function addToConfig(root: string, name: string, schemas: readonly string[]): Promise<boolean> {
  const place = path.join(root, file);
  const before = fs.existsSync(place) ? fs.readFileSync(place, 'utf8') : undefined;
  const text = before === undefined ? newConfig(name, schemas) : withEntry(before, name, schemas);
  fs.writeFileSync(place, text);
  const { databases } = await readConfig(root);
  if (JSON.stringify(databases.get(name)?.schemas) === JSON.stringify(schemas)) return true;
  restoreConfig(root, before);
  return false;
}

/** Restores the text that {@link readConfigText} returned. */
export function restoreConfig(root: string, before: string | undefined): void {
  const place = path.join(root, file);
  if (before === undefined) fs.rmSync(place, { force: true });
  else fs.writeFileSync(place, before);
}

export function readConfigText(root: string): string | undefined {
  const place = path.join(root, file);
  return fs.existsSync(place) ? fs.readFileSync(place, 'utf8') : undefined;
}

/** The entry, as a person would write it. */
export function entryOf(name: string, schemas: readonly string[]): string {
  const key = /^[a-z]\w*$/.test(name) ? name : `'${name}'`;
  return `${key}: { schemas: [${schemas.map((schema) => `'${schema}'`).join(', ')}] },`;
}

function newConfig(name: string, schemas: readonly string[]): string {
  return `import { defineConfig } from 'prismosaic/config';

export default defineConfig({
  databases: {
    ${entryOf(name, schemas)}
  },
});
`;
}

/** The text with the entry; unchanged when no literal object is exported, or its `databases` are built elsewhere. */
function withEntry(text: string, name: string, schemas: readonly string[]): string {
  const code = Code.parse(text);
  const options = code === undefined ? undefined : exportedObject(code.tree);
  if (code === undefined || options === undefined) return text;
  const entry = entryOf(name, schemas).replace(/,$/, '');
  const databases = propertyOf(options, 'databases');
  const value = databases === undefined ? undefined : childOf(databases, 'value');
  if (databases === undefined) code.append(options, [`databases: { ${entry} }`]);
  else if (value?.type === 'ObjectExpression') code.append(value, [entry]);
  return code.toString();
}

/** The object of `export default { … }` or `export default defineConfig({ … })`. */
function exportedObject(tree: unknown): Node | undefined {
  const [exported] = nodesOf(tree, 'ExportDefaultDeclaration').flatMap(
    (one) => childOf(one, 'declaration') ?? [],
  );
  const [argument] = exported?.type === 'CallExpression' ? listOf(exported, 'arguments') : [exported];
  return argument?.type === 'ObjectExpression' ? argument : undefined;
}
