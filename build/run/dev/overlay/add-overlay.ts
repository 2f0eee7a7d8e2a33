import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';

export interface Overlay {
  /** Address of the script that runs in the browser. */
  script: string;
  /** Identifies the process that rendered the page. */
  server: string;
  /** Whether the page is the response to a form, which a reload would send again. */
  posted: boolean;
  /** The error of the request, if there is one. Called when the page is sent. */
  failure?: () => string | undefined;
}

/**
 * Adds the script to the response when that is a page that is sent in one piece. The page's policy then allows this
 * script, by a nonce, and its events. Otherwise it stays as strict as in production.
 */
export function addOverlay(response: ServerResponse, { script, server, posted, failure }: Overlay): void {
  const end = response.end;
  Object.defineProperty(response, 'end', {
    configurable: true,
    writable: true,
    value(this: ServerResponse, ...args: unknown[]) {
      response.end = end;
      const page = pageOf(response, args[0]);
      if (page === undefined) return Reflect.apply(end, this, args);
      const nonce = randomBytes(16).toString('base64');
      const failed = failure?.();
      const attributes = [
        `src="${script}" nonce="${nonce}" data-server="${server}"`,
        ...(posted ? ['data-posted'] : []),
        ...(failed === undefined ? [] : [`data-failure="${escapeAttribute(failed)}"`]),
      ].join(' ');
      const text = withScript(page, `<script defer ${attributes}></script>`);
      const policy = response.getHeader('content-security-policy');
      if (typeof policy === 'string') {
        response.setHeader('content-security-policy', withNonce(policy, nonce));
      }
      // The nonce makes each response different, so the tag of the original text doesn't hold.
      response.removeHeader('etag');
      response.setHeader('content-length', Buffer.byteLength(text));
      return Reflect.apply(end, this, [text, 'utf8', ...args.filter((arg) => typeof arg === 'function')]);
    },
  });
}

/** Escapes a text for use between the quotation marks of an attribute. */
export function escapeAttribute(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function pageOf(response: ServerResponse, body: unknown): string | undefined {
  const isPage = /^text\/html\b/i.test(`${response.getHeader('content-type') ?? ''}`);
  if (!isPage || response.headersSent || response.hasHeader('content-encoding')) return undefined;
  if (Buffer.isBuffer(body)) return body.toString('utf8');
  return typeof body === 'string' ? body : undefined;
}

export function withScript(page: string, script: string): string {
  const place = page.lastIndexOf('</body>');
  return place < 0 ? page + script : page.slice(0, place) + script + page.slice(place);
}

/** Returns the policy with one more script allowed, and requests to the page's own server. */
export function withNonce(policy: string, nonce: string): string {
  const directives = new Map(
    policy
      .split(';')
      .map((text) => text.trim().split(/\s+/))
      .map(([name = '', ...sources]) => [name.toLowerCase(), sources]),
  );
  directives.delete('');
  allow('script-src', `'nonce-${nonce}'`);
  allow('connect-src', "'self'");
  return [...directives].map(([name, sources]) => [name, ...sources].join(' ')).join('; ');

  function allow(name: string, source: string): void {
    const now = directives.get(name) ?? directives.get('default-src');
    if (now === undefined) return;
    directives.set(name, [...now.filter((other) => other !== "'none'"), source]);
  }
}
