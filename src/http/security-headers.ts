import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Only our own stylesheets, pictures and forms; no script, nothing inline, no frame. */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    // This server does not decide about other subdomains.
    hsts: { includeSubDomains: false },
    // Our forms post to this server: it may see their origin, and no other server may.
    referrerPolicy: { policy: 'same-origin' },
  });
}
