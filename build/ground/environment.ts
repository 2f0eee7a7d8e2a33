import fs from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';

/**
 * Reads `.env` in `root`, when it exists, into `environment`. A variable that is already set keeps its value.
 * Throws when the file exists and can't be read.
 */
export function loadEnvironment(root: string, environment: NodeJS.ProcessEnv = process.env): void {
  new EnvironmentFile(root, environment).read();
}

/** `.env` in a folder, and the variables of an environment that come from it. */
export class EnvironmentFile {
  readonly #file: string;
  readonly #environment: NodeJS.ProcessEnv;
  #given = new Set<string>();

  constructor(root: string, environment: NodeJS.ProcessEnv) {
    this.#file = path.join(root, '.env');
    this.#environment = environment;
  }

  /**
   * Updates the environment from the file. A variable that did not come from the file keeps its value. Returns the names
   * of those that changed. Throws when the file exists and can't be read.
   */
  read(): string[] {
    const said = fs.existsSync(this.#file) ? parseEnv(fs.readFileSync(this.#file, 'utf8')) : {};
    const ours = Object.keys(said).filter(
      (name) => this.#given.has(name) || this.#environment[name] === undefined,
    );
    const removed = [...this.#given].filter((name) => said[name] === undefined);
    const changed = ours.filter((name) => this.#environment[name] !== said[name]);
    for (const name of removed) delete this.#environment[name];
    for (const name of changed) this.#environment[name] = said[name];
    this.#given = new Set(ours);
    return [...changed, ...removed].sort();
  }
}
