import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { createJiti } from 'jiti';
import { writeWhole } from '../ground/write-whole';

type Jiti = ReturnType<typeof createJiti>;
/** A file's path and text, and what kind of file it is. */
export type Source = Parameters<Jiti['transform']>[0];

const { version }: { version: string } = require('jiti/package.json');

/**
 * Compiles the project's TypeScript and ES modules, and keeps the results in `.prismosaic/config/` by content: the
 * compiler takes longer to load than all the rest of a run without a change.
 */
export class ConfigCompiler {
  readonly #folder: string;
  #jiti: Jiti | undefined;

  /** @param root the project's, absolute */
  constructor(root: string) {
    this.#folder = path.join(root, '.prismosaic', 'config');
  }

  /** Throws the compiler's syntax error. */
  compile(options: Source): string {
    // The path is part of the code, as `import.meta.url`.
    const what = [version, process.version, options.filename, options.async, options.ts, options.source];
    const key = createHash('sha256').update(JSON.stringify(what)).digest('hex').slice(0, 32);
    const kept = path.join(this.#folder, `${key}.js`);
    try {
      return fs.readFileSync(kept, 'utf8');
    } catch {
      this.#jiti ??= createJiti(this.#folder, { fsCache: false });
      const code = this.#jiti.transform(options);
      this.#keep(kept, code);
      return code;
    }
  }

  #keep(file: string, code: string): void {
    try {
      fs.mkdirSync(this.#folder, { recursive: true });
      writeWhole(file, code);
    } catch {
      // Where nothing can be written, it is compiled again each time.
    }
  }
}
