import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Message, MessageStream } from '../../editor/server/message-stream';
import type { ShownDiagnostic } from '../../editor/server/shown-diagnostic';

interface Received extends Message {
  params?: { uri?: string; items?: unknown[]; diagnostics?: ShownDiagnostic[] };
}

interface ServerCapabilities {
  capabilities: { textDocumentSync: number | { save: boolean } };
}

export interface EditorOptions {
  /** The workspace: the server runs in it. */
  root: string;
  /** The server's start file. @default that of Prisma's server */
  program?: string;
  /** Arguments besides the transport. @default none */
  args?: string[];
  /** The settings under `prisma`. @default the editor has none */
  settings?: object;
  environment?: NodeJS.ProcessEnv;
}

/** The start file of Prisma's language server. */
export const languageServer = path.join(path.dirname(require.resolve('@prisma/language-server')), 'bin.js');

/** Acts as an editor: starts a language server, and talks to it over stdio. */
export class Editor {
  /** What the editor shows, by file relative to the root. */
  readonly shown = new Map<string, ShownDiagnostic[]>();
  readonly #server: ChildProcess;
  readonly #options: EditorOptions;
  readonly #waiting = new Map<number | string, (message: Message) => void>();
  #lastId = 0;
  #judgements = 0;
  #sendsSaves = false;
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
    editor.#sendsSaves = typeof sync === 'object' && sync.save;
    editor.#send({ method: 'initialized', params: {} });
    return editor;
  }

  /** Opens a file and resolves once the server has checked it. */
  open(file: string): Promise<void> {
    const text = fs.readFileSync(path.join(this.#options.root, file), 'utf8');
    const textDocument = { uri: this.uri(file), languageId: 'prisma', version: 1, text };
    return this.#judge(file, 'textDocument/didOpen', { textDocument });
  }

  /** Types into an open file without saving. Resolves once a later request for it is answered. */
  async type(file: string, text: string): Promise<void> {
    const textDocument = { uri: this.uri(file), version: 2 };
    this.#send({ method: 'textDocument/didChange', params: { textDocument, contentChanges: [{ text }] } });
    await this.ask('hover', file, { position: { line: 0, character: 0 } });
    await this.#settle(file);
  }

  /** Saves a file, and resolves once the server has checked it. Throws when the server does not ask for saves. */
  save(file: string, text: string): Promise<void> {
    fs.writeFileSync(path.join(this.#options.root, file), text);
    if (!this.#sendsSaves) throw new Error('The language server does not ask for saves.');
    return this.#judge(file, 'textDocument/didSave', { textDocument: { uri: this.uri(file) } });
  }

  /** Sends a request for a file, with a position (from 0) where needed. */
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

  /** The diagnostics of several files come in a row, with at most one answer to a request between two of them. */
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
