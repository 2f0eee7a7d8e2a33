import path from 'node:path';
import { Code, childOf, listOf, type Node, nodesOf, propertyOf } from '../ground/code';

/** What an existing `prisma.config.ts` says. Paths are relative to the root, with `/`. */
export interface ExistingConfig {
  /** A file, or a folder. */
  schema?: string;
  migrations?: string;
  /** The command of `prisma db seed`. */
  seed?: string;
  /** Whether it says something else that has to be kept: only its author can move that. */
  more: boolean;
}

/** What the composed schema and `prismaConfig` replace. */
const replaced = ['schema', 'migrations', 'datasource', 'engine', 'typedSql'];

/** Reads a configuration without running it. */
export function readExistingConfig(text: string): ExistingConfig {
  const [call] = nodesOf(Code.parse(text)?.tree, 'CallExpression').filter(
    (one) => childOf(one, 'callee')?.name === 'defineConfig',
  );
  const [options] = call === undefined ? [] : listOf(call, 'arguments');
  if (options?.type !== 'ObjectExpression') return { more: true };
  const names = listOf(options, 'properties').map((property) => String(childOf(property, 'key')?.name));
  const migrations = childNamed(options, 'migrations');
  const said = {
    schema: pathOf(childNamed(options, 'schema')),
    migrations: migrations && pathOf(childNamed(migrations, 'path')),
    seed: migrations && textOf(childNamed(migrations, 'seed')),
  };
  const known = migrations === undefined ? [] : listOf(migrations, 'properties');
  const unread = [
    childNamed(options, 'schema') !== undefined && said.schema === undefined,
    known.some((one) => said[childOf(one, 'key')?.name === 'path' ? 'migrations' : 'seed'] === undefined),
    names.some((name) => !replaced.includes(name)),
  ];
  return { ...withoutUndefined(said), more: unread.includes(true) };
}

function childNamed(object: Node, name: string): Node | undefined {
  const property = propertyOf(object, name);
  return property === undefined ? undefined : childOf(property, 'value');
}

function textOf(node: Node | undefined): string | undefined {
  return typeof node?.value === 'string' ? node.value : undefined;
}

/** A literal, or `path.join` of literals, as Prisma's guides write it. */
function pathOf(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  const parts = node.type === 'CallExpression' ? joinedParts(node) : [textOf(node)];
  if (parts === undefined || parts.some((part) => part === undefined)) return undefined;
  return path.posix.normalize(parts.join('/').replaceAll('\\', '/')).replace(/\/$/, '');
}

function joinedParts(call: Node): (string | undefined)[] | undefined {
  const callee = childOf(call, 'callee');
  const name = callee?.type === 'MemberExpression' ? childOf(callee, 'property')?.name : callee?.name;
  return name === 'join' || name === 'resolve' ? listOf(call, 'arguments').map(textOf) : undefined;
}

function withoutUndefined(said: Record<'schema' | 'migrations' | 'seed', string | undefined>) {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}
