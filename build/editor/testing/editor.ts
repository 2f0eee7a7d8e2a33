import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Message, MessageStream } from '../server/message-stream';
import type { ShownDiagnostic } from '../server/shown-diagnostic';

interface Received extends Message {
  params?: { uri?: string; items?: unknown[]; diagnostics?: ShownDiagnostic[] };
}

interface ServerCapabilities {
  capabilities: { textDocumentSync: number | { save: boolean } };
}

export interface EditorOptions {
  /** The workspace: the server runs in it. */
  root: string;
  /** What the server is started from. @default Prisma's own start file */
  program?: string;
  /** What is said to it besides how to talk. @default nothing */
  args?: string[];
  /** The settings under `prisma`. @default the editor has none */
  settings?: object;
  environment?: NodeJS.ProcessEnv;
}

/** Prisma's own start file of its language server. */
export const languageServer = path.join(path.dirname(require.resolve('@prisma/language-server')), 'bin.js');

/** Plays an editor: starts a language server, and talks to it as editors do, over stdio. */
export class Editor {
  /** What the editor shows, by file relative to the root. */
  readonly shown = new Map<string, ShownDiagnostic[]>();
  readonly #server: ChildProcess;
  readonly #options: EditorOptions;
  readonly #waiting = new Map<number | string, (message: Message) => void>();
  #lastId = 0;
  #judgements = 0;
  #tellsOfSaves = false;
  #onJudging = () => {};

  private constructor(options: EditorOptions) {
    this.#options = options;
    const { root, program = languageServer, args = [], environment } = options;
    const env = { ...process.env, ...environment };
    this.#server = spawn(process.execPath, [program, ...args, '--stdio'], { cwd: root, env, stdio: 'pipe' });
    this.#server.setMaxListeners(0);
    const stream = new MessageStream();
    this.#server.stdout?.on('data', (bytes: Buffer) => {
      for (const message of stream.decode<Received>(bytes)) this.#receive(message);
    });
  }

  static async start(options: EditorOptions): Promise<Editor> {
    const editor = new Editor(options);
    const capabilities = { workspace: { configuration: true } };
    const rootUri = pathToFileURL(options.root).href;
    const answer = await editor.#request<ServerCapabilities>('initialize', {
      processId: process.pid,
      rootUri,
      capabilities,
    });
    const sync = answer.capabilities.textDocumentSync;
    editor.#tellsOfSaves = typeof sync === 'object' && sync.save;
    editor.#send({ method: 'initialized', params: {} });
    return editor;
  }

  /** Opens a file and resolves once the server has judged it. */
  open(file: string): Promise<void> {
    const text = fs.readFileSync(path.join(this.#options.root, file), 'utf8');
    const textDocument = { uri: this.uri(file), languageId: 'prisma', version: 1, text };
    return this.#judge(file, 'textDocument/didOpen', { textDocument });
  }

  /** Types into an open file what is not saved. Resolves once a later question about it is answered. */
  async type(file: string, text: string): Promise<void> {
    const textDocument = { uri: this.uri(file), version: 2 };
    this.#send({ method: 'textDocument/didChange', params: { textDocument, contentChanges: [{ text }] } });
    await this.ask('hover', file, { position: { line: 0, character: 0 } });
    await this.#settle(file);
  }

  /** Saves a file, and resolves once the server has judged it. Throws when the server does not ask to hear of saves. */
  save(file: string, text: string): Promise<void> {
    fs.writeFileSync(path.join(this.#options.root, file), text);
    if (!this.#tellsOfSaves) throw new Error('The language server does not ask to hear of saves.');
    return this.#judge(file, 'textDocument/didSave', { textDocument: { uri: this.uri(file) } });
  }

  /** Asks about a file, and a place in it (both from 0) where that matters. */
  ask<Answer>(what: string, file: string, more: object = {}): Promise<Answer> {
    return this.#request(`textDocument/${what}`, { textDocument: { uri: this.uri(file) }, ...more });
  }

  uri(file: string): string {
    return pathToFileURL(path.join(this.#options.root, file)).href;
  }

  async stop(): Promise<void> {
    if (this.#server.exitCode !== null || this.#server.signalCode !== null) return;
    const exited = once(this.#server, 'exit');
    this.#server.kill();
    await exited;
  }

  async #judge(file: string, method: string, params: object): Promise<void> {
    const judging = new Promise<void>((resolve) => {
      this.#onJudging = resolve;
    });
    this.#send({ method, params });
    await judging;
    await this.#settle(file);
  }

  /** The judgements of several files come in a row, with at most the answer to a question between two of them. */
  async #settle(file: string): Promise<void> {
    for (let before = -1; before < this.#judgements; ) {
      before = this.#judgements;
      await this.ask('documentSymbol', file);
    }
  }

  #request<Answer>(method: string, params: object): Promise<Answer> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#server.once('exit', () => reject(new Error('The language server has ended.')));
      this.#waiting.set(id, ({ result, error }) =>
        error ? reject(new Error(error.message)) : resolve(result as Answer),
      );
      this.#send({ id, method, params });
    });
  }

  #send(message: Message): void {
    this.#server.stdin?.write(MessageStream.encode(message));
  }

  #receive({ id, method, params, ...answer }: Received): void {
    if (method === 'textDocument/publishDiagnostics' && params?.uri !== undefined) {
      const file = path.relative(this.#options.root, fileURLToPath(params.uri)).replaceAll('\\', '/');
      this.shown.set(file, params.diagnostics ?? []);
      this.#judgements++;
      this.#onJudging();
    } else if (method === 'workspace/configuration') {
      this.#send({ id, result: (params?.items ?? []).map(() => this.#options.settings ?? {}) });
    } else if (method !== undefined && id !== undefined) {
      this.#send({ id, result: null });
    } else if (id !== undefined) {
      this.#waiting.get(id)?.(answer);
      this.#waiting.delete(id);
    }
  }
}
