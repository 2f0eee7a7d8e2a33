import fs from 'node:fs';
import path from 'node:path';

/** Prisma's command line, as a project has it installed. */
export interface ProjectPrisma {
  /** Prisma 7's command line has two homes: from Prisma 8 on it is the second. */
  package: 'prisma' | '@prisma/prisma7';
  version: string;
  /** Its program, absolute. */
  program: string;
}

/** The minor version that Prismosaic's own generator is of. */
export const ownMinor = minorOf(ownVersion());

const programs = {
  prisma: 'build/index.js',
  '@prisma/prisma7': 'build/prisma7.js',
} as const;

/** The project's Prisma 7; what else it has when it has none; undefined when nothing is installed. */
export function projectPrisma(root: string): ProjectPrisma | undefined {
  const plain = installed(root, 'prisma');
  const seventh = installed(root, '@prisma/prisma7');
  return plain !== undefined && (isSupported(plain.version) || seventh === undefined) ? plain : seventh;
}

/** Whether Prismosaic works with a version of Prisma. */
export function isSupported(version: string): boolean {
  const [major, minor] = version.split('.').map(Number);
  return major === 7 && minor !== undefined && minor >= 4;
}

/** `7.10` of `7.10.1`. */
export function minorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

/** The version of a package that a project has installed. */
export function versionOf(root: string, name: string): string | undefined {
  return nearest(root, name)?.version;
}

function installed(root: string, name: ProjectPrisma['package']): ProjectPrisma | undefined {
  const found = nearest(root, name);
  if (found === undefined) return undefined;
  return { package: name, version: found.version, program: path.join(found.folder, programs[name]) };
}

function nearest(root: string, name: string): { folder: string; version: string } | undefined {
  for (let at = root; ; at = path.dirname(at)) {
    const folder = path.join(at, 'node_modules', name);
    const version = versionIn(folder);
    if (version !== undefined) return { folder, version };
    if (at === path.dirname(at)) return undefined;
  }
}

function versionIn(folder: string): string | undefined {
  try {
    return String(JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')).version);
  } catch {
    return undefined;
  }
}

function ownVersion(): string {
  const { dependencies }: { dependencies: Record<string, string> } = require('../package.json');
  return dependencies['@prisma/internals'] ?? '';
}
