import fs from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../ground/write-whole';

/** A project's files with edits that are not written yet. */
export class StagedTree {
  readonly #root: string;
  /** By path relative to the root; undefined removes the file. */
  readonly #edits = new Map<string, string | undefined>();

  /** @param root absolute */
  constructor(root: string) {
    this.#root = root;
  }

  /** A file's text with the edits so far; undefined when there is no such file. */
  read(file: string): string | undefined {
    return this.#edits.has(file) ? this.#edits.get(file) : this.#onDisk(file);
  }

  has(file: string): boolean {
    return this.read(file) !== undefined;
  }

  write(file: string, text: string): void {
    this.#edits.set(file, text);
  }

  remove(file: string): void {
    this.#edits.set(file, undefined);
  }

  /** What would change, by path. */
  changes(): { file: string; before: string | undefined; after: string | undefined }[] {
    return [...this.#edits]
      .map(([file, after]) => ({ file, before: this.#onDisk(file), after }))
      .filter(({ before, after }) => before !== after)
      .sort((one, other) => (one.file < other.file ? -1 : 1));
  }

  /**
   * Writes all edits. Returns what takes them all back: the tree is then what it was, byte for byte. When a file can't be
   * written it takes them back itself and throws.
   */
  apply(): () => void {
    const undo: (() => void)[] = [];
    const takeBack = () => {
      for (const one of undo.reverse()) one();
    };
    try {
      for (const { file, before, after } of this.changes()) {
        const target = path.join(this.#root, file);
        const made = fs.mkdirSync(path.dirname(target), { recursive: true });
        undo.push(() => {
          if (before === undefined) fs.rmSync(target, { force: true });
          else writeWhole(target, before);
          if (made !== undefined) fs.rmSync(made, { recursive: true, force: true });
        });
        if (after === undefined) fs.rmSync(target);
        else writeWhole(target, after);
      }
    } catch (error) {
      takeBack();
      throw error;
    }
    return takeBack;
  }

  #onDisk(file: string): string | undefined {
    const target = path.join(this.#root, file);
    return fs.existsSync(target) ? fs.readFileSync(target, 'utf8') : undefined;
  }
}
