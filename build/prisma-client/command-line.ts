import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { chooseEngine } from '@prismosaic/schema-engine';
import type { Composition } from '../composer/composition/composition';
import type { DatabaseSettings } from '../composer/options';
import type { ProjectPrisma } from '../ground/project-prisma';
import { asyncStep } from '../ground/timing/step';
import { readFiles } from './read-files';

/**
 * Runs the project's own `prisma generate` on a copy of the composed schema: the slow way that is right for each version
 * of Prisma. `scratch` is an empty folder in the project. Throws what Prisma prints.
 */
export async function generateByCommandLine(
  { files }: Pick<Composition, 'files'>,
  { schemaFolder, clientFolder }: DatabaseSettings,
  { root, scratch, prisma }: { root: string; scratch: string; prisma: ProjectPrisma },
): Promise<Map<string, Buffer>> {
  fs.mkdirSync(path.join(scratch, schemaFolder), { recursive: true });
  for (const { name, text } of files) fs.writeFileSync(path.join(scratch, schemaFolder, name), text);
  const { code, output } = await runGenerate({ root, scratch, prisma, schemaFolder });
  if (code !== 0) throw new Error(`prisma ${prisma.version} generate ended with ${code}: ${output.trim()}`);
  return readFiles(path.join(scratch, clientFolder));
}

/** Where `prisma generate` runs, and on which schema. */
interface Generation {
  /** The project's root, absolute: generators look there for its package.json, and for programs. */
  root: string;
  /** The folder with the copy, absolute. */
  scratch: string;
  prisma: ProjectPrisma;
  /** Relative to `scratch`. */
  schemaFolder: string;
}

/** Runs `prisma generate`. Returns its exit code and what it printed. */
export async function runGenerate(
  { root, scratch, prisma, schemaFolder }: Generation,
  ...more: readonly string[]
): Promise<{ code: number | null; output: string }> {
  // The project's own would prepare a database.
  const config = path.join(scratch, 'prisma.config.ts');
  fs.writeFileSync(config, 'export default {};\n');
  const schema = path.join(scratch, schemaFolder);
  const args = [prisma.program, 'generate', '--config', config, '--schema', schema, '--no-hints', ...more];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: {
      ...process.env,
      // A generator is a program of a package.
      PATH: [path.join(root, 'node_modules/.bin'), process.env.PATH].join(path.delimiter),
      // Nothing is downloaded, and nothing is installed.
      PRISMA_SCHEMA_ENGINE_BINARY: chooseEngine(process.env, root).file,
      PRISMA_GENERATE_SKIP_AUTOINSTALL: '1',
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      NO_COLOR: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const [code] = await asyncStep('prisma generate', () => once(child, 'close'));
  return { code, output };
}
