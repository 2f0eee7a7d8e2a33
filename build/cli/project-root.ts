import fs from 'node:fs';
import path from 'node:path';
import { InvalidArgumentError } from 'commander';

/** The folder with the package.json above `folder`, itself included. It is an error of the call when there is none. */
export function projectRoot(folder: string): string {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (fs.existsSync(path.join(at, 'package.json'))) return at;
    if (at === path.dirname(at)) {
      throw new InvalidArgumentError(`${folder} is in no project: there is no package.json here or above.`);
    }
  }
}
