import fs from 'node:fs';
import path from 'node:path';
import { CallError } from '../cli/failure';

/**
 * Finds the nearest folder with a package.json: `folder` or one above it.
 * @throws CallError when there is none
 */
export function projectRoot(folder: string): string {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (fs.existsSync(path.join(at, 'package.json'))) return at;
    if (at === path.dirname(at)) {
      throw new CallError(
        `${folder} is not in a project: neither it nor a folder above has a package.json. Go to your project's folder.`,
      );
    }
  }
}
