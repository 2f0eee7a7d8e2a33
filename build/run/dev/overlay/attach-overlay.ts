import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import http, { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { hideUrls } from '../../../diagnostics';
import { listening } from '../failures/attach-failures';
import { failureIn } from '../failures/failure-in';
import type { Shown } from '../shown';
import { addOverlay } from './add-overlay';
import { EventStreams } from './event-streams';

const SCRIPT = '/__prismosaic/dev.js';
const EVENTS = '/__prismosaic/events';

/**
 * Makes every HTTP server of this process add the overlay's script to its pages, and serve the script and its events.
 * The parent sends what to show as `{ show }`, and `{ ending: true }` when the streams must end, because the server
 * waits for them. A page with a server error gets what the server wrote about it to standard error.
 */
export function attachOverlay(): void {
  const server = randomUUID();
  const streams = new EventStreams(server);
  process.on('message', (message: unknown) => {
    if (typeof message !== 'object' || message === null) return;
    if ('show' in message && isShown(message.show)) streams.show(message.show);
    if ('ending' in message) streams.end();
  });

  Object.defineProperty(http.Server.prototype, 'emit', {
    configurable: true,
    writable: true,
    value(this: http.Server, event: string | symbol, ...args: unknown[]): boolean {
      const [request, response] = args;
      const emit = () => EventEmitter.prototype.emit.apply(this, [event, ...args]);
      if (event !== 'request') return emit();
      if (!(request instanceof IncomingMessage && response instanceof ServerResponse)) return emit();
      if (answer(request, response)) return true;
      return listening((written) => {
        if (request.method !== 'HEAD') add(request, response, written);
        return emit();
      });
    },
  });

  function add(request: IncomingMessage, response: ServerResponse, written: () => string): void {
    const page = { script: SCRIPT, server, posted: request.method !== 'GET' };
    addOverlay(response, { ...page, failure: () => failureOf(response, written()) });
  }

  function answer(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.url === EVENTS) streams.add(response);
    else if (request.url === SCRIPT) sendScript(response);
    else return false;
    return true;
  }
}

/** The error that the server wrote. Nothing for a temporary reason (503), such as a database that is starting. */
function failureOf({ statusCode }: ServerResponse, written: string): string | undefined {
  if (statusCode < 500 || statusCode === 503 || written === '') return undefined;
  return hideUrls(failureIn(written, process.cwd()));
}

function isShown(value: unknown): value is Shown {
  return typeof value === 'object' && value !== null && 'problems' in value && 'notices' in value;
}

function sendScript(response: ServerResponse): void {
  response.setHeader('content-type', 'text/javascript; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  response.end(fs.readFileSync(path.join(__dirname, 'browser.js')));
}
