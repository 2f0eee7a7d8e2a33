import fs from 'node:fs';

/** Whether the file is published as it should be. */
export function isPublished(file: string, text: string | Buffer): boolean {
  const stats = fs.lstatSync(file, { throwIfNoEntry: false });
  return (
    stats?.isFile() === true &&
    fs.readFileSync(file).equals(typeof text === 'string' ? Buffer.from(text) : text)
  );
}
