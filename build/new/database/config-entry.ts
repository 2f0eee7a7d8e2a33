import fs from 'node:fs';
import path from 'node:path';
import { configNames, readConfig } from '../../config/read';

const file = configNames[0];

/**
 * Adds a database to the project's configuration, which is made if there is none. The file is a program: the entry goes
 * after a literal `databases: {`, and stays only when the file then has the right value. Returns whether it does; if not,
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
  return `import { defineConfig } from './build/config';

export default defineConfig({
  databases: {
    ${entryOf(name, schemas)}
  },
});
`;
}

function withEntry(text: string, name: string, schemas: readonly string[]): string {
  return text.replace(/^([ \t]*)databases\s*:\s*\{[ \t]*/m, (found, indent: string) => {
    return `${found.trimEnd()}\n${indent}  ${entryOf(name, schemas)}\n${indent}  `;
  });
}
