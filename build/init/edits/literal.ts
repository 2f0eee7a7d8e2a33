/** That of Prettier, which every new Nest application has. */
const width = 80;

/** A value as people write it: single quotes, no quotes around names, one line where it fits. */
export function literal(value: unknown, indent = ''): string {
  if (typeof value === 'string')
    return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{ ', ' }'];
  const items = (at: string): string[] =>
    Array.isArray(value)
      ? value.map((one) => literal(one, at))
      : Object.entries(value).map(([name, one]) => `${name}: ${literal(one, at)}`);
  const line = `${open}${items(inner).join(', ')}${close}`;
  if (!line.includes('\n') && indent.length + line.length <= width) return line;
  return `${open.trim()}\n${items(inner)
    .map((item) => `${inner}${item},\n`)
    .join('')}${indent}${close.trim()}`;
}
