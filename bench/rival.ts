import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { timeNode } from './measure';

const project = path.resolve(__dirname, '..');
const prisma = createRequire(__filename).resolve('prisma/build/index.js');
/** Without them Prisma would check for a newer version or download an engine. */
const environment = {
  PRISMA_SCHEMA_ENGINE_BINARY: path.join(project, 'engine/bin/schema-engine.js'),
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  CHECKPOINT_DISABLE: '1',
};

/** How long `prisma generate` takes, in ms, without npx. */
export function prismaGenerate(cwd: string): number {
  return timeNode([prisma, 'generate'], { cwd, environment });
}

/** How long `npx prisma generate` takes, in ms. */
export function npxGenerate(cwd: string): number {
  const began = performance.now();
  const { status, stderr } = spawnSync('npx', ['prisma', 'generate'], {
    cwd,
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npx prisma generate exited with ${status}:\n${stderr}`);
  return performance.now() - began;
}
