import type { ServerResponse } from 'node:http';
import type { Shown } from '../shown';

/** Sends server-sent events to the open pages. */
export class EventStreams {
  readonly #server: string;
  readonly #open = new Set<ServerResponse>();
  #shown: Shown = { problems: [], notices: [] };
  #ended = false;

  /** @param server identifies this process: a page that another process rendered reloads */
  constructor(server: string) {
    this.#server = server;
  }

  add(response: ServerResponse): void {
    // Without chunks the stream ends with the connection, even when this process crashes.
    response.removeHeader('transfer-encoding');
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      connection: 'close',
    });
    if (this.#ended) {
      // The stream ends at once: the browser reconnects, and the new connection goes to the new server.
      response.end('retry: 100\n\n');
      return;
    }
    response.write(`retry: 100\n${this.#event()}`);
    this.#open.add(response);
    response.once('close', () => this.#open.delete(response));
  }

  show(shown: Shown): void {
    this.#shown = shown;
    for (const response of this.#open) response.write(this.#event());
  }

  end(): void {
    this.#ended = true;
    for (const response of this.#open) response.end();
    this.#open.clear();
  }

  #event(): string {
    return `data: ${JSON.stringify({ server: this.#server, ...this.#shown })}\n\n`;
  }
}
