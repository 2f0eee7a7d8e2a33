import { applyEdits, modify, parse } from 'jsonc-parser';
import type { Application } from '../application';
import type { StagedTree } from '../staged-tree';
import type { Edit } from '../step';

/** Prisma 7; some day its newest version is another one. */
const PRISMA = '^7.4.0';
const { version }: { version: string } = require('../../package.json');

/** Adds the packages. Keeps the versions of those that are there. */
export const addPackages: Edit = (tree, { dependencies }) => {
  const needed: [group: string, name: string, range: string][] = [
    ['dependencies', '@prisma/adapter-pg', PRISMA],
    ['dependencies', '@prisma/client', PRISMA],
    ['dependencies', '@prismosaic/nestjs', `^${version}`],
    ['devDependencies', 'prisma', PRISMA],
    ['devDependencies', 'prismosaic', `^${version}`],
  ];
  for (const [group, name, range] of needed) {
    if (!dependencies.has(name)) setJson(tree, 'package.json', [group, name], range);
  }
  return undefined;
};

/** Changes a value in a JSON file with comments, and keeps the rest as it is. */
export function setJson(tree: StagedTree, file: string, way: (string | number)[], value: unknown): void {
  const text = tree.read(file) ?? '{}\n';
  const [, indent = '  '] = /^([ \t]+)"/m.exec(text) ?? [];
  const formattingOptions = { insertSpaces: !indent.startsWith('\t'), tabSize: indent.length };
  tree.write(file, applyEdits(text, modify(text, way, value, { formattingOptions })));
}

/** A JSON file with comments; undefined when there is none. */
export function readJson(tree: StagedTree, file: string): Record<string, unknown> | undefined {
  const text = tree.read(file);
  const value: unknown = text === undefined ? undefined : parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : undefined;
}

/** The command that installs what was added. */
export function installCommand({ manager }: Application): string {
  return `${manager} install`;
}
