import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Composer } from '../../composer';
import { addressIn, type Message } from './message-stream';

/**
 * Forwards an editor's messages to Prisma's server, for one database after the other: the server reads its configuration
 * at each request, and knows one database at a time. A request for another one waits until all earlier ones are answered.
 */
export class RequestQueue {
  /** The file with the name of the database that has the turn. */
  readonly file: string;
  readonly #root: string;
  readonly #handOn: (message: Message) => void;
  readonly #open = new Set<number | string>();
  #database: string | undefined;
  #last = Promise.resolve();
  #whenAllAnswered = (): void => {};

  constructor(root: string, handOn: (message: Message) => void) {
    this.#root = root;
    this.file = path.join(root, '.prismosaic', 'editor', `turn-${process.pid}`);
    this.#handOn = handOn;
  }

  take(message: Message): void {
    // An answer of the editor: the server may be waiting for it.
    if (message.method === undefined) this.#handOn(message);
    else this.#last = this.#last.then(() => this.#take(message));
  }

  answered({ id, method }: Message): void {
    if (id === undefined || method !== undefined) return;
    this.#open.delete(id);
    if (this.#open.size === 0) this.#whenAllAnswered();
  }

  end(): void {
    fs.rmSync(this.file, { force: true });
  }

  async #take(message: Message): Promise<void> {
    const uri = addressIn(message);
    const database = uri === undefined ? undefined : await this.#databaseOf(uri);
    if (database !== undefined && database !== this.#database) {
      if (this.#open.size > 0) {
        await new Promise<void>((resolve) => {
          this.#whenAllAnswered = resolve;
        });
      }
      this.#database = database;
      fs.mkdirSync(path.dirname(this.file), { recursive: true });
      fs.writeFileSync(this.file, database);
    }
    if (message.id !== undefined) this.#open.add(message.id);
    this.#handOn(message);
  }

  /** The first database that takes the file; undefined when none does, which keeps the turn as it is. */
  async #databaseOf(uri: string): Promise<string | undefined> {
    if (!uri.startsWith('file:')) return undefined;
    const file = path.relative(this.#root, fileURLToPath(uri)).split(path.sep).join('/');
    const all = await new Composer({ root: this.#root }).schemas();
    return all.find(({ files }) => files.includes(file))?.database.name;
  }
}
