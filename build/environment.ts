import fs from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';

/**
 * Reads `.env` in `root`, when it is there, into `environment`. A variable that is set already keeps its value.
 * Throws when the file exists and can't be read.
 */
export function loadEnvironment(root: string, environment: NodeJS.ProcessEnv = process.env): void {
  const file = path.join(root, '.env');
  if (!fs.existsSync(file)) return;
  for (const [name, value] of Object.entries(parseEnv(fs.readFileSync(file, 'utf8')))) {
    environment[name] ??= value;
  }
}
