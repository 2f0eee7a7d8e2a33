import fs from 'node:fs';
import path from 'node:path';
import { isSystemError } from '../../ground/system-error';
import { isCandidate, listFolder } from './folders';

const magic = /[*?[\]{}()!+@]/;

/**
 * The `.prisma` files that match a pattern, relative to the root. When its only wildcard is a `*` for a whole folder, as
 * in `src/components/<name>/prisma/schema.prisma`, it lists one folder: that is faster than loading `glob`.
 */
export async function filesOf(root: string, pattern: string): Promise<string[]> {
  const segments = pattern.split('/');
  const star = segments.indexOf('*');
  const others = segments.filter((_, index) => index !== star);
  const files = others.some((segment) => magic.test(segment) || segment === '')
    ? await globbed(root, pattern)
    : star === -1
      ? [pattern]
      : listFolder(path.join(root, ...segments.slice(0, star)))
          .map(({ name }) => name)
          .filter(isCandidate)
          .map((name) => segments.with(star, name).join('/'));
  return files.filter((file) => file.endsWith('.prisma') && isThere(path.join(root, file)));
}

async function globbed(root: string, pattern: string): Promise<string[]> {
  const { globSync } = await import('glob');
  return globSync(pattern, {
    cwd: root,
    dot: false,
    nocase: false,
    posix: true,
    ignore: '**/node_modules/**',
  });
}

/** The folder that a pattern begins with, which must be watched. */
export function baseOf(pattern: string): string {
  const segments = pattern.split('/');
  const first = segments.findIndex((segment) => magic.test(segment));
  return segments.slice(0, first === -1 ? -1 : first).join('/');
}

/** For an excluded file, the pattern that excludes it: one that matches the file, or a folder above it. */
export async function excluder(patterns: readonly string[]): Promise<(file: string) => string | undefined> {
  if (patterns.length === 0) return () => undefined;
  const { Minimatch } = await import('minimatch');
  const rules = patterns.map((pattern) => ({
    pattern,
    matchers: [pattern, `${pattern.replace(/\/+$/, '')}/**`].map((text) => {
      return new Minimatch(text, { dot: true, nocase: false, nocomment: true, nonegate: true });
    }),
  }));
  return (file) => rules.find(({ matchers }) => matchers.some((matcher) => matcher.match(file)))?.pattern;
}

/** Whether it exists, also as a broken link: reading it then reports what is wrong. */
function isThere(file: string): boolean {
  try {
    return fs.lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    // A folder above it is a file.
    if (isSystemError(error) && error.code === 'ENOTDIR') return false;
    throw error;
  }
}
