import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { compile } from './compile';
import { packedManifest } from './manifest';
import { type PackageFiles, packageFiles } from './package-files';
import { compiledScript } from './script';

const checkout = path.resolve(__dirname, '../..');

/** Folders of the packages; each may use those before it. */
const folders = ['engine', 'runtime', 'build'];

/** A packed package. */
export interface Tarball {
  /** For instance `@prismosaic/nestjs`. */
  name: string;
  /** Absolute path of the tarball. */
  file: string;
  /** Bytes of the tarball, and of the files in it. */
  size: number;
  unpackedSize: number;
}

/**
 * Compiles each package into a folder of the same layout below `out` and packs it there. So paths from one file to another are the same
 * in a package and in the checkout, and the checkout stays as it is when this is interrupted.
 * Throws when a package doesn't compile.
 */
export function packAll(out: string): Tarball[] {
  fs.rmSync(out, { recursive: true, force: true });
  const types: Record<string, string> = {};
  const ambient: string[] = [];
  return folders.map((folder) => {
    const source = path.join(checkout, folder);
    const staged = path.join(out, folder);
    const files = packageFiles(source);
    compile({ source, staged, files: files.typescript, ambient, types });
    ambient.push(
      ...files.typescript.filter((file) => file.endsWith('.d.ts')).map((file) => path.join(source, file)),
    );
    copy(source, staged, files);
    const manifest = packedManifest(JSON.parse(fs.readFileSync(path.join(source, 'package.json'), 'utf8')));
    fs.writeFileSync(path.join(staged, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    fs.copyFileSync(path.join(checkout, 'LICENSE'), path.join(staged, 'LICENSE'));
    types[manifest.name] = staged;
    return packed(staged, out);
  });
}

function copy(source: string, staged: string, { scripts, others }: PackageFiles): void {
  for (const file of [...scripts, ...others]) {
    const target = path.join(staged, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.copyFileSync(path.join(source, file), target);
    if (scripts.includes(file)) fs.writeFileSync(target, compiledScript(fs.readFileSync(target, 'utf8')));
  }
}

function packed(staged: string, out: string): Tarball {
  const json = execFileSync('npm', ['pack', '--json', '--pack-destination', out], {
    cwd: staged,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  });
  const said: unknown = JSON.parse(json);
  const [{ name, filename, size, unpackedSize }] = Array.isArray(said) ? said : Object.values(said ?? {});
  return { name, file: path.join(out, filename), size, unpackedSize };
}

/** Prints each tarball with its size. Returns the exit status. */
export function main([out = path.join(checkout, '.prismosaic/pack')]: readonly string[]): number {
  for (const { name, file, size } of packAll(path.resolve(out))) {
    process.stdout.write(`${name.padEnd(28)} ${String(Math.ceil(size / 1000)).padStart(5)} kB  ${file}\n`);
  }
  return 0;
}
