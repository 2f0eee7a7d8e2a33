import fs from 'node:fs';
import path from 'node:path';
import { CallError } from './failure';

/**
 * The folder with the package.json above `folder`, itself included.
 * @throws CallError when there is none
 */
export function projectRoot(folder: string): string {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (fs.existsSync(path.join(at, 'package.json'))) return at;
    if (at === path.dirname(at)) {
      throw new CallError(
        `${folder} is in no project: there is no package.json here or above. Go to your project's folder.`,
      );
    }
  }
}
