import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { UnknownForm } from './unknown-form';

type Answer = { bytes: Uint8Array } | { reason: string };

let thread: Worker | undefined;
/** Requests are answered in order. */
let last: Promise<unknown> = Promise.resolve();

/** How long an abandoned request may still run, in ms: a schema with many errors may never finish. */
const grace = 500;

/**
 * Lets Prisma describe the schema files in a worker thread, which is kept for the next call. Returns the JSON as bytes.
 * Rejects with `UnknownForm` when Prisma rejects the schema or crashes: the regular way then reports the reason.
 * Once `signal` is aborted, the call no longer keeps this process alive, and a slow thread is terminated.
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
  if (signal?.aborted) throw new UnknownForm('The description is no longer needed.');
  const worker = thread ?? newThread();
  thread = worker;
  // Otherwise a process without other work would end before the answer.
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
  // This process's own `--require` and the like are not meant for the thread.
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
      // After a crash the thread may keep crashing.
      thread = undefined;
      void worker.terminate();
      reject(new UnknownForm(`The thread in which Prisma describes schemas crashed: ${error.message}`));
    };
    const ended = (): void => failed(new Error('it ended'));
    worker.on('message', answered);
    worker.on('error', failed);
    worker.on('exit', ended);
    worker.postMessage(params);
  });
}
