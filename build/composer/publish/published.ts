import fs from 'node:fs';

/** Whether the file is published as it should be. */
export function isPublished(file: string, text: string): boolean {
  const stats = fs.lstatSync(file, { throwIfNoEntry: false });
  return stats?.isFile() === true && fs.readFileSync(file, 'utf8') === text;
}
