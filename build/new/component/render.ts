import fs from 'node:fs';
import path from 'node:path';
import { type NewComponent, pascal } from './wishes';

const templates = path.join(__dirname, 'template');
const EXTENSION = '.template';

/** The files of a new component: text by path in its folder, sorted. */
export function render(component: NewComponent): Map<string, string> {
  const values = valuesOf(component);
  const folders = ['always', component.page ? 'page' : 'no-page'];
  const files = folders.flatMap((folder) => filesIn(path.join(templates, folder)));
  const sorted = files.sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([name, text]) => [name, fill(text, values)]));
}

function filesIn(folder: string): [string, string][] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(EXTENSION))
    .map((name) => [
      name.slice(0, -EXTENSION.length).replaceAll(path.sep, '/'),
      fs.readFileSync(path.join(folder, name), 'utf8'),
    ]);
}

function valuesOf({ name, model, title }: NewComponent): Map<string, string> {
  return new Map([
    ['name', name],
    ['Name', pascal(name)],
    ['model', model.charAt(0).toLowerCase() + model.slice(1)],
    ['Model', model],
    ['title', literal(title)],
    ['description', literal(`${title}, the newest first.`)],
  ]);
}

function fill(template: string, values: ReadonlyMap<string, string>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (placeholder, key: string) => {
    const value = values.get(key);
    if (value === undefined) throw new Error(`No value is known for ${placeholder} of a template.`);
    return value;
  });
}

/** A TypeScript string, quoted as the formatter does it. */
function literal(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\');
  return text.includes("'") && !text.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`;
}
