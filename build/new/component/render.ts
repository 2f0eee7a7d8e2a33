import fs from 'node:fs';
import path from 'node:path';
import { type NewComponent, pascal } from './component-options';
import type { Target } from './target';

const templates = path.join(__dirname, 'template');
const EXTENSION = '.template';
/** Where the templates have the schema. */
const SCHEMA = 'prisma/schema.prisma';

/**
 * The files of a new component: text by path in its folder, sorted. The application's templates replace those with the
 * same name, and add others, for a component with a page.
 */
export function render(component: NewComponent, target: Target): Map<string, string> {
  const values = valuesOf(component, target);
  const own = component.page && target.template !== undefined ? filesIn(target.template) : [];
  const files = new Map([...filesIn(templates), ...own]);
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([name, text]) => [name === SCHEMA ? target.schema : name, fill(text, values)]));
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

function valuesOf({ name, model, title }: NewComponent, target: Target): Map<string, string> {
  const functions = 'afterAll, beforeAll, beforeEach, describe, expect, test';
  const { testing } = target;
  return new Map([
    ['name', name],
    ['Name', pascal(name)],
    ['model', model.charAt(0).toLowerCase() + model.slice(1)],
    ['Model', model],
    ['title', literal(title)],
    ['description', literal(`${title}, the newest first.`)],
    ['service', target.service],
    ['ending', target.ending],
    ['testing', testing === undefined ? '' : `import { ${functions} } from '${testing}';\n`],
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
