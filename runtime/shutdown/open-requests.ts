import type { IncomingMessage, ServerResponse } from 'node:http';

/** The part of an HTTP server that is needed. */
export interface RequestServer {
  prependListener(
    event: 'request',
    listener: (request: IncomingMessage, response: ServerResponse) => void,
  ): unknown;
}

/** The requests that a server has and has not answered yet. */
export class OpenRequests {
  readonly #open = new Set<ServerResponse>();
  #ending = false;

  constructor(server: RequestServer | undefined) {
    server?.prependListener('request', (_request, response) => {
      if (this.#ending) response.setHeader('Connection', 'close');
      this.#open.add(response);
      response.once('close', () => this.#open.delete(response));
    });
  }

  get count(): number {
    return this.#open.size;
  }

  /** From now on each answer closes its connection, so that clients go to another process with their next request. */
  end(): void {
    this.#ending = true;
    for (const response of this.#open) if (!response.headersSent) response.setHeader('Connection', 'close');
  }
}
