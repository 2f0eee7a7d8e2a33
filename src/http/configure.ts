import type { NestExpressApplication } from '@nestjs/platform-express';
import cookieParser from 'cookie-parser';
import { json, urlencoded } from 'express';
import { csrfProtection } from './csrf';
import { securityHeaders } from './security-headers';
import { sessionSecret } from './session-secret';

/** Sets up what runs before each controller. Create the application with `bodyParser: false`. */
export function configureHttp(
  app: NestExpressApplication,
  environment: NodeJS.ProcessEnv = process.env,
): void {
  app.disable('x-powered-by');
  // A proxy on the same machine may report that the browser uses https.
  app.set('trust proxy', 'loopback');
  app.use(securityHeaders(), cookieParser());
  app.use(urlencoded({ extended: false, limit: '256kb' }), json({ limit: '256kb' }));
  const csrf = csrfProtection(sessionSecret(environment));
  app.use(...csrf.middleware);
  app.useGlobalGuards(csrf.guard);
}
