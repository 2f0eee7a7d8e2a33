import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A project in a temporary folder. */
export class TemporaryProject {
  readonly root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'prismosaic-')));

  /** Writes the schema of a component; its text may be anything. */
  schema(component: string, content: string | Buffer): this {
    return this.write(`src/components/${component}/prisma/schema.prisma`, content);
  }

  write(file: string, content: string | Buffer): this {
    const absolute = this.path(file);
    fs.mkdirSync(path.dirname(absolute), { recursive: true });
    fs.writeFileSync(absolute, content);
    return this;
  }

  read(file: string): string {
    return fs.readFileSync(this.path(file), 'utf8');
  }

  has(file: string): boolean {
    return fs.existsSync(this.path(file));
  }

  path(file: string): string {
    return path.join(this.root, file);
  }

  remove(file: string): void {
    fs.rmSync(this.path(file), { recursive: true, force: true });
  }

  /** Every file below a folder with its bytes, without the manifest: what a reader of the folder sees. */
  snapshot(folder: string): Record<string, string> {
    const absolute = this.path(folder);
    if (!fs.existsSync(absolute)) return {};
    const files = fs
      .readdirSync(absolute, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== '.prismosaic.json')
      .map((entry) => path.relative(absolute, path.join(entry.parentPath, entry.name)))
      .sort();
    return Object.fromEntries(
      files.map((name) => [name, fs.readFileSync(path.join(absolute, name), 'latin1')]),
    );
  }

  /** Inode and time of every file below a folder, including the manifest: shows whether any was touched. */
  stamps(folder: string): Record<string, string> {
    const absolute = this.path(folder);
    const names = fs.readdirSync(absolute, { recursive: true, encoding: 'utf8' }).sort();
    return Object.fromEntries(
      names.map((name) => {
        const { ino, mtimeMs } = fs.statSync(path.join(absolute, name));
        return [name, `${ino} ${mtimeMs}`];
      }),
    );
  }

  dispose(): void {
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}

/** A model without relations. */
export function model(name: string, ...fields: string[]): string {
  return [
    `model ${name} {`,
    '  id Int @id @default(autoincrement())',
    ...fields.map((f) => `  ${f}`),
    '}',
    '',
  ].join('\n');
}
