import type { KeptDefault } from './kept-defaults';

/** Schema text as introspection gives it. */
export type Introspected = readonly { content: string }[];

const STRING = '"(?:[^"\\\\]|\\\\.)*"';
const DEFAULT = new RegExp(`@default\\((?:[^()"]|${STRING}|\\((?:[^()"]|${STRING})*\\))*\\)`);

/** One line for each: the field, how PostgreSQL keeps its default, and what to write. */
export function adviceFor(defaults: readonly KeptDefault[], introspected: Introspected): string {
  const lines = defaults.map((entry) => {
    const { model, field, spelling } = placeOf(entry, introspected);
    if (entry.generated)
      return `${model}.${field} is a generated column. Its expression belongs in a migration; write in the schema: @default(dbgenerated()), and no more than the type.`;
    const wanted = spelling ?? `@default(dbgenerated(${JSON.stringify(entry.kept)}))`;
    return `${model}.${field}: PostgreSQL keeps this default as ${entry.kept}. Write in the schema: ${wanted}`;
  });
  return `Never in sync as they are written, and not migrated again:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

/** The names in the schema, and how introspection spells the default. */
function placeOf(
  { table, column }: KeptDefault,
  introspected: Introspected,
): { model: string; field: string; spelling: string | undefined } {
  const name = table.split('.').at(-1)?.replace(/^"|"$/g, '') ?? table;
  for (const { content } of introspected) {
    for (const [, model = '', body = ''] of content.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)) {
      const mapped = /^\s*@@map\("((?:[^"\\]|\\.)*)"\)/m.exec(body)?.[1] ?? model;
      if (mapped !== name) continue;
      const line = body.split('\n').find((text) => isField(text, column));
      if (line === undefined) continue;
      return { model, field: line.trim().split(/\s/)[0] ?? column, spelling: DEFAULT.exec(line)?.[0] };
    }
  }
  return { model: name, field: column, spelling: undefined };
}

function isField(line: string, column: string): boolean {
  const field = /^\s*(\w+)\s/.exec(line)?.[1];
  const mapped = /@map\("((?:[^"\\]|\\.)*)"\)/.exec(line)?.[1];
  return field !== undefined && (mapped ?? field) === column;
}
