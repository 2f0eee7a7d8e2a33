import { spawnSync } from 'node:child_process';
import { setUp as setUpDatabase } from '../build/jest';

/** Creates a fresh schema with the migrations in it, and runs `npm run build`. */
export default async function setUp(settings: { rootDir: string }): Promise<void> {
  await setUpDatabase(settings);
  const built = spawnSync('npm', ['run', '--silent', 'build'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (built.status !== 0) throw new Error(`npm run build failed:\n${built.stdout}${built.stderr}`);
}
