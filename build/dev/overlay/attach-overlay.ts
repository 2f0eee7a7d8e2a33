import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import http, { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { addOverlay } from './add-overlay';
import { EventStreams } from './event-streams';

const SCRIPT = '/__prismosaic/dev.js';
const EVENTS = '/__prismosaic/events';

/**
 * Has every HTTP server of this process put the overlay's script into its pages, and serve the script and its events.
 * What there is to show comes from the parent, `{ trouble, notice }`, each a text or null; and `{ ending: true }` when
 * the streams have to end so that the server can.
 */
export function attachOverlay(): void {
  const server = randomUUID();
  const streams = new EventStreams(server);
  process.on('message', (message: unknown) => {
    if (typeof message !== 'object' || message === null) return;
    if ('trouble' in message && 'notice' in message) {
      streams.show({ trouble: textOf(message.trouble), notice: textOf(message.notice) });
    }
    if ('ending' in message) streams.end();
  });

  Object.defineProperty(http.Server.prototype, 'emit', {
    configurable: true,
    writable: true,
    value(this: http.Server, event: string | symbol, ...args: unknown[]): boolean {
      const [request, response] = args;
      if (
        event === 'request' &&
        request instanceof IncomingMessage &&
        response instanceof ServerResponse &&
        answer(request, response)
      ) {
        return true;
      }
      return EventEmitter.prototype.emit.apply(this, [event, ...args]);
    },
  });

  function answer(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.url === EVENTS) streams.add(response);
    else if (request.url === SCRIPT) sendScript(response);
    else {
      if (request.method !== 'HEAD')
        addOverlay(response, { script: SCRIPT, server, posted: request.method !== 'GET' });
      return false;
    }
    return true;
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function sendScript(response: ServerResponse): void {
  response.setHeader('content-type', 'text/javascript; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  response.end(fs.readFileSync(path.join(__dirname, 'browser.js')));
}
