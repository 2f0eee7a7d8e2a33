import { cut } from './identifier';
import type { DatabaseName } from './name';

/** A description of what has the name. */
export function whatOf({ kind, whole, field }: DatabaseName): string {
  const title = `${whole.definition.name}.${field}`;
  const block = `the ${whole.definition.kind} "${whole.definition.name}"`;
  switch (kind) {
    case 'table':
      return `the table of ${block}`;
    case 'view':
    case 'enum':
      return block;
    case 'list type':
      return `the array type of ${block}`;
    case 'join table':
      return `the join table of ${title}`;
    case 'join index':
      return `an index of the join table of ${title}`;
    case 'primary key':
      return `the primary key of ${block}`;
    case 'index':
      return `an index of ${block}`;
    case 'constraint':
      return `a constraint of ${block}`;
    default:
      return `the ${kind} of ${title}`;
  }
}

/** What to write, so that it works. `isFree` knows the names in the database. */
export function fixFor(name: DatabaseName, isFree: (name: string) => boolean): string {
  const { kind, whole, field = '', within } = name;
  const { component, name: block } = whole.definition;
  const free = (wanted: string): string => freeName(wanted, isFree);
  switch (kind) {
    case 'table':
    case 'view':
    case 'enum':
      return `\`@@map("${free(`${component}_${name.name}`)}")\``;
    case 'list type':
      return `\`@@map("${free(`${component}_${block}`)}")\``;
    case 'join table':
    case 'join index': {
      const relation = freeName(capital(block) + capital(field), (wanted) => isFree(`_${wanted}`));
      return `\`@relation("${relation}")\`${name.bothSides ? ' on both fields of the relation' : ''}`;
    }
    case 'column':
      return `\`@map("${free(`${name.name}_of_${within}`)}")\``;
    case 'value':
    case 'sequence':
      return `\`@map("${free(field)}")\``;
    default:
      return `\`map: "${free(name.name)}"\` in its attribute`;
  }
}

/** A free name, short enough for all names that are derived from it. */
function freeName(wanted: string, isFree: (name: string) => boolean): string {
  const plain = wanted.replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_|_$/g, '') || 'renamed';
  const base = cut(plain, 40);
  let free = base;
  for (let count = 2; !isFree(free); count++) free = `${base}_${count}`;
  return free;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
