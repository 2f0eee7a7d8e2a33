import type { ServerResponse } from 'node:http';
import type { Shown } from '../shown';

/** The open pages, as server-sent events reach them. */
export class EventStreams {
  readonly #server: string;
  readonly #open = new Set<ServerResponse>();
  #shown: Shown = { problems: [], notices: [] };
  #ended = false;

  /** @param server names this process: a page that another one made reloads itself */
  constructor(server: string) {
    this.#server = server;
  }

  add(response: ServerResponse): void {
    // Without chunks the end of the connection is the end of the stream, however this process ends.
    response.removeHeader('transfer-encoding');
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      connection: 'close',
    });
    if (this.#ended) {
      // A stream that ends at once: the browser asks again, on a new connection, which leads to the new server.
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
