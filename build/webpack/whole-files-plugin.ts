import fs from 'node:fs/promises';
import { callbackify } from 'node:util';
import { compilerOf } from './compiler';

/**
 * Writes each file of the bundle beside its target, then renames it. So a killed process, a full disk or a second build
 * at the same time leaves the old file or the new one, never a part.
 */
export class WholeFilesPlugin {
  /** @param bundler the compiler of webpack or Rspack */
  apply(bundler: object): void {
    const compiler = compilerOf(bundler);
    compiler.hooks.afterEnvironment.tap('WholeFilesPlugin', () => {
      const files = compiler.outputFileSystem;
      if (!files) return;
      const write = callbackify(writeWhole);
      compiler.outputFileSystem = {
        ...files,
        writeFile: (file: unknown, content: unknown, ...rest: unknown[]) => {
          const done = rest.at(-1);
          if (typeof done === 'function') write(String(file), asContent(content), (error) => done(error));
        },
      };
    });
  }

  /** For `output.clean`: keeps the temporary files of a build that is still running. */
  static readonly keep = (file: string): boolean => {
    const pid = /\.(\d+)\.part$/.exec(file)?.[1];
    return pid !== undefined && isAlive(Number(pid));
  };
}

async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const beside = `${file}.${process.pid}.part`;
  try {
    await fs.writeFile(beside, content);
    await fs.rename(beside, file);
  } catch (error) {
    // A failure to remove it adds nothing to the first error.
    await fs.rm(beside, { force: true }).catch(() => {});
    throw error;
  }
}

function asContent(content: unknown): string | Uint8Array {
  return content instanceof Uint8Array ? content : String(content);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
