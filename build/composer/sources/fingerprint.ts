import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { DatabaseSettings } from '../options';
import type { SchemaSource } from './source';

/** Raise it when the same schemas give different files and the version of this package stays the same. */
const format = 4;

/** Packages whose versions affect what is published. */
const shapers = ['@prisma/client-generator-ts', '@prisma/internals', '@prisma/prisma-schema-wasm'];

let versions: string | undefined;

/** The versions of all tools that affect what is published, including this one. */
export function toolVersions(): string {
  versions ??= JSON.stringify([format, ownVersion(), shapers.map((name) => versionOf(name))]);
  return versions;
}

/** The hash of all that affects a composition and its client: the schemas, the settings and the tools' versions. */
export function fingerprintOf(sources: readonly SchemaSource[], database: DatabaseSettings): string {
  const hash = createHash('sha256').update(toolVersions()).update(JSON.stringify(database));
  for (const { component, file, text } of sources) {
    hash.update(JSON.stringify([component, file, text.length])).update(text);
  }
  return hash.digest('hex');
}

function ownVersion(): string {
  return readVersion(path.join(__dirname, '../../package.json')) ?? '';
}

/** Searches the parent folders, as Node does: these packages don't export their package.json. */
function versionOf(name: string): string {
  for (let folder = __dirname; ; folder = path.dirname(folder)) {
    const version = readVersion(path.join(folder, 'node_modules', name, 'package.json'));
    if (version !== undefined) return version;
    if (folder === path.dirname(folder))
      throw new Error(`The package ${name} is not installed: run \`npm ci\`.`);
  }
}

function readVersion(file: string): string | undefined {
  if (!fs.existsSync(file)) return undefined;
  const manifest: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : undefined;
}
