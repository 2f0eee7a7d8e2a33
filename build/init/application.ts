import fs from 'node:fs';
import path from 'node:path';
import { isComposed } from '../composer/composition/main-file';
import { placesOf } from '../composer/options';
import { importExtension } from '../config/application-kind';
import { type ExistingConfig, readExistingConfig } from './existing-config';

export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** What `init` finds in a project. */
export interface Application {
  /** The project's root, absolute. */
  root: string;
  manager: PackageManager;
  /** Whether its files are ES modules. */
  esm: boolean;
  /** The ending of relative imports: '' or '.js'. */
  ending: string;
  tests: 'jest' | 'vitest' | undefined;
  /** The name of the configuration of Prisma's command line. */
  prismaConfigFile: string;
  /** Its `prisma.config.ts` from before; undefined when there is none. */
  prismaConfig: ExistingConfig | undefined;
  /** Its Prisma schemas from before, relative to the root. */
  schemas: string[];
  /** The script that starts it for development: `start:dev`. */
  startScript: string | undefined;
  /** A file with a class that extends PrismaClient, relative to the root. */
  prismaService: string | undefined;
  /** Where its client is generated, relative to the root. */
  clientFolder: string;
  /** Names of all its dependencies. */
  dependencies: ReadonlySet<string>;
}

const locks: readonly [string, PackageManager][] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
];

/** Looks at a project. Throws when its package.json can't be read. */
export function inspectApplication(root: string): Application {
  const manifest: Manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const dependencies = new Set([
    ...Object.keys(manifest.dependencies ?? {}),
    ...Object.keys(manifest.devDependencies ?? {}),
  ]);
  const extension = importExtension(root);
  const prismaConfig = prismaConfigIn(root);
  return {
    root,
    manager: managerOf(root, manifest),
    esm: manifest.type === 'module',
    ending: extension === '' ? '' : `.${extension}`,
    tests: dependencies.has('vitest') ? 'vitest' : dependencies.has('jest') ? 'jest' : undefined,
    prismaConfigFile: configName(root),
    prismaConfig,
    schemas: schemasIn(root, prismaConfig?.schema),
    startScript: ['start:dev', 'dev', 'start'].find((name) => manifest.scripts?.[name] !== undefined),
    prismaService: prismaServiceIn(root),
    clientFolder: placesOf('default').clientFolder,
    dependencies,
  };
}

interface Manifest {
  type?: string;
  packageManager?: string;
  scripts?: Record<string, string>;
  dependencies?: object;
  devDependencies?: object;
}

function managerOf(root: string, { packageManager = '' }: Manifest): PackageManager {
  const [, named] = /^(npm|pnpm|yarn|bun)@/.exec(packageManager) ?? [];
  if (named !== undefined) return named as PackageManager;
  // In a workspace the lock file is above.
  for (let folder = root; ; folder = path.dirname(folder)) {
    const found = locks.find(([lock]) => fs.existsSync(path.join(folder, lock)));
    if (found !== undefined) return found[1];
    if (fs.existsSync(path.join(folder, 'package-lock.json')) || folder === path.dirname(folder))
      return 'npm';
  }
}

/** Prisma reads the second one first, from 7.10 on: for projects that have Prisma 8 beside it. */
function configName(root: string): string {
  return fs.existsSync(path.join(root, 'prisma7.config.ts')) ? 'prisma7.config.ts' : 'prisma.config.ts';
}

function prismaConfigIn(root: string): ExistingConfig | undefined {
  const file = path.join(root, configName(root));
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
  return text === undefined || text.includes('prismosaic/prisma') ? undefined : readExistingConfig(text);
}

/** The configured one, or where Prisma looks by default. What Prismosaic composed does not count. */
function schemasIn(root: string, configured: string | undefined): string[] {
  const places =
    configured === undefined ? ['prisma/schema.prisma', 'schema.prisma', 'prisma/schema'] : [configured];
  for (const place of places) {
    const files = schemaFiles(root, place).filter(
      (file) => !isComposed(fs.readFileSync(path.join(root, file), 'utf8')),
    );
    if (files.length > 0) return files;
  }
  return [];
}

/** The schema files at a place, which may be a folder. */
function schemaFiles(root: string, place: string): string[] {
  const target = path.join(root, place);
  if (!fs.existsSync(target)) return [];
  if (!fs.statSync(target).isDirectory()) return [place];
  return fs
    .readdirSync(target, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.prisma'))
    .map((file) => path.posix.join(place, file.split(path.sep).join('/')))
    .sort();
}

function prismaServiceIn(root: string): string | undefined {
  const source = path.join(root, 'src');
  if (!fs.existsSync(source)) return undefined;
  return fs
    .readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((file) => `src/${file.split(path.sep).join('/')}`)
    .filter((file) => file.endsWith('.service.ts'))
    .find((file) => /\bextends\s+PrismaClient\b/.test(fs.readFileSync(path.join(root, file), 'utf8')));
}
