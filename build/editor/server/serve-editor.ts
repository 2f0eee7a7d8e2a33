import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { ComposerJudgement } from './composer-judgement';
import { addressIn, field, type Message, MessageStream } from './message-stream';
import { RequestQueue } from './request-queue';

export interface EditorServerOptions {
  /** The project's root, absolute. */
  root: string;
  environment: NodeJS.ProcessEnv;
}

/**
 * A language server for editors in which the server command can be set: Prisma's own server for the components' files,
 * with the composer's diagnostics instead of its own. Uses stdin and stdout, and resolves with the exit code.
 */
export async function serveEditor({ root, environment }: EditorServerOptions): Promise<number> {
  const program = path.join(path.dirname(require.resolve('@prisma/language-server')), 'bin.js');
  const queue = new RequestQueue(root, (message) => void prisma.stdin.write(MessageStream.encode(message)));
  const env = { ...environment, PRISMOSAIC_EDITOR: 'sources', PRISMOSAIC_EDITOR_TURN: queue.file };
  const prisma = spawn(process.execPath, [program, '--stdio'], {
    cwd: root,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answer = (message: Message): void => void process.stdout.write(MessageStream.encode(message));
  const judgement = new ComposerJudgement(root, (uri, diagnostics) =>
    answer({ method: 'textDocument/publishDiagnostics', params: { uri, diagnostics } }),
  );

  const asked = new MessageStream();
  process.stdin.on('data', (bytes: Buffer) => {
    for (const message of asked.decode(bytes)) {
      queue.take(message);
      observe(message, judgement);
    }
  });
  process.stdin.once('end', () => prisma.kill());
  const answered = new MessageStream();
  prisma.stdout.on('data', (bytes: Buffer) => {
    for (const message of answered.decode(bytes)) {
      queue.answered(message);
      if (message.method !== 'textDocument/publishDiagnostics') answer(withSaves(message));
    }
  });
  const [code] = await once(prisma, 'exit');
  queue.end();
  return typeof code === 'number' ? code : 0;
}

function observe(message: Message, judgement: ComposerJudgement): void {
  const { method } = message;
  const uri = addressIn(message);
  if (method === 'textDocument/didSave') judgement.saved();
  if (uri === undefined) return;
  if (method === 'textDocument/didOpen') judgement.opened(uri);
  if (method === 'textDocument/didClose') judgement.closed(uri);
}

/** Prisma's server asks the editor for changes only; this adds saves. */
function withSaves(message: Message): Message {
  const { result } = message;
  const capabilities = field(result, 'capabilities');
  const change = field(capabilities, 'textDocumentSync');
  if (typeof change !== 'number') return message;
  const textDocumentSync = { openClose: true, change, save: true };
  return {
    ...message,
    result: { ...Object(result), capabilities: { ...Object(capabilities), textDocumentSync } },
  };
}
