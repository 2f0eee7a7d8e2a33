import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { messageOf, UserFacingError } from '../errors/user-facing-error';

type Id = number | string;

/** A request of the command line. */
export interface Request {
  id: Id;
  method: string;
  params?: unknown;
}

interface Response {
  id: Id;
  result?: unknown;
}

type Handler = (request: Request) => Promise<unknown>;

/** Method names that this engine does not have. */
const METHOD_NOT_FOUND = -32601;
/** What the native engine answers for every failure of its own. */
const FAILED = 4466;

/** JSON-RPC, an object a line: requests come in and are answered one after the other, and we may ask to print. */
export class Protocol {
  private readonly waiting = new Map<Id, () => void>();
  private readonly unanswered = new Set<Id>();
  private queue: Promise<void> = Promise.resolve();
  private prints = 0;

  constructor(
    private readonly output: Writable,
    private readonly handler: Handler,
  ) {}

  /** Reads until the input ends. */
  async read(input: Readable): Promise<void> {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.trim() !== '') this.receive(JSON.parse(line));
    }
  }

  /** Whether a request waits for its answer. */
  get busy(): boolean {
    return this.unanswered.size > 0;
  }

  /** Makes the command line print a text, and waits until it has. */
  async print(content: string): Promise<void> {
    this.prints += 1;
    const id = `print-${this.prints}`;
    const printed = new Promise<void>((resolve) => this.waiting.set(id, resolve));
    this.send({ id, method: 'print', params: { content } });
    await printed;
  }

  /** Answers each open request with a failure: the command line may report an unanswered request as a success. */
  failAll(error: unknown): void {
    for (const id of [...this.unanswered]) this.answer(id, { error: rpcError(error) });
  }

  private receive(message: Request | Response): void {
    if (!('method' in message)) {
      this.waiting.get(message.id)?.();
      this.waiting.delete(message.id);
      return;
    }
    this.unanswered.add(message.id);
    this.queue = this.queue.then(() => this.handle(message));
  }

  private async handle(request: Request): Promise<void> {
    try {
      const result = await this.handler(request);
      this.answer(request.id, { result: result ?? null });
    } catch (error) {
      this.answer(request.id, { error: rpcError(error) });
    }
  }

  private answer(id: Id, body: { result: unknown } | { error: unknown }): void {
    if (this.unanswered.delete(id)) this.send({ id, ...body });
  }

  private send(message: object): void {
    this.output.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }
}

/** A request for a method that does not exist. */
export class UnknownMethodError extends Error {
  override name = 'UnknownMethodError';
}

function rpcError(error: unknown): object {
  const message = messageOf(error);
  if (error instanceof UnknownMethodError) return { code: METHOD_NOT_FOUND, message, data: { message } };
  const code = error instanceof UserFacingError ? error.code : undefined;
  return {
    code: FAILED,
    message: 'An error happened. Check the data field for details.',
    data: { is_panic: false, message, meta: null, ...(code === undefined ? {} : { error_code: code }) },
  };
}
