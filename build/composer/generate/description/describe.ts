import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { UnknownForm } from './unknown-form';

type Answer = { bytes: Uint8Array } | { reason: string };

let thread: Worker | undefined;
/** What was asked before is answered first. */
let last: Promise<unknown> = Promise.resolve();

/** How long an answer may take, in ms, that nobody waits for any more: a schema with many errors may take for ever. */
const grace = 500;

/**
 * Lets Prisma describe the schema files, in a thread of its own, which stays for the next time. The JSON as bytes.
 * When Prisma refuses, or breaks down, it is to be asked in its usual way, in which it tells why.
 * Once `signal` is aborted nobody waits for the answer: this process may end, and the thread does when it takes long.
 */
export function describe(
  files: readonly (readonly [path: string, text: string])[],
  signal?: AbortSignal,
): Promise<Buffer> {
  const params = JSON.stringify({ prismaSchema: files, noColor: true });
  const asked = last.then(() => ask(params, signal));
  last = asked.catch(() => undefined);
  return asked;
}

async function ask(params: string, signal: AbortSignal | undefined): Promise<Buffer> {
  if (signal?.aborted) throw new UnknownForm('Nobody waits for the description.');
  const worker = thread ?? newThread();
  thread = worker;
  // Otherwise a process that has nothing else to do would end before the answer.
  worker.ref();
  let timer: NodeJS.Timeout | undefined;
  const abandoned = (): void => {
    worker.unref();
    timer = setTimeout(() => void worker.terminate(), grace).unref();
  };
  signal?.addEventListener('abort', abandoned);
  try {
    const answer = await answerOf(worker, params);
    if ('reason' in answer) throw new UnknownForm(`Prisma does not describe the schema: ${answer.reason}`);
    const { buffer, byteOffset, byteLength } = answer.bytes;
    return Buffer.from(buffer, byteOffset, byteLength);
  } finally {
    signal?.removeEventListener('abort', abandoned);
    clearTimeout(timer);
    worker.unref();
  }
}

function newThread(): Worker {
  // What this process was told to load first is not meant for a thread.
  return new Worker(path.join(__dirname, 'describe-in-thread.js'), { execArgv: [] });
}

function answerOf(worker: Worker, params: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      worker.off('message', answered);
      worker.off('error', failed);
      worker.off('exit', ended);
    };
    const answered = (answer: Answer): void => {
      settle();
      resolve(answer);
    };
    const failed = (error: Error): void => {
      settle();
      // One that broke down once may do so for ever.
      thread = undefined;
      void worker.terminate();
      reject(new UnknownForm(`The thread in which Prisma describes schemas broke down: ${error.message}`));
    };
    const ended = (): void => failed(new Error('it ended'));
    worker.on('message', answered);
    worker.on('error', failed);
    worker.on('exit', ended);
    worker.postMessage(params);
  });
}
