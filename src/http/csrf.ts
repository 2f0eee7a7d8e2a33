import { type CanActivate, type ExecutionContext, ForbiddenException } from '@nestjs/common';
import { doubleCsrf } from 'csrf-csrf';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** The form field that carries the token; scripts may send the header `x-csrf-token` instead. */
export const CSRF_FIELD = '_csrf';
const COOKIE = 'csrf';

/** The request did not come from one of our own pages. */
export class ForgedRequestException extends ForbiddenException {}

/** The form's token is missing or too old. The form may or may not be ours. */
export class LostTokenException extends ForgedRequestException {}

/** The middleware that runs before Nest, and the guard of every handler. */
export interface CsrfProtection {
  middleware: RequestHandler[];
  guard: CanActivate;
}

/**
 * Accepts a request that changes something only when it comes from one of our own pages: the signed token in the form
 * must match the one in the cookie, and the browser must not report that the request comes from another site. A guard
 * checks the token, so that a controller may answer a {@link LostTokenException} with the filled form.
 */
export function csrfProtection(secret: string): CsrfProtection {
  const { validateRequest, generateCsrfToken } = doubleCsrf({
    getSecret: () => secret,
    // There is no login yet; bind the token to the session here when there is one.
    getSessionIdentifier: () => '',
    cookieName: COOKIE,
    // Lax: with `strict`, opening a link from elsewhere would replace the token under forms that are still open.
    cookieOptions: { sameSite: 'lax', secure: false, httpOnly: true },
    getCsrfTokenFromRequest: tokenOf,
  });
  const refuseOtherSites = (request: Request, _response: Response, next: NextFunction) => {
    const site = request.get('sec-fetch-site');
    const foreign = site === 'cross-site' || site === 'same-site';
    next(foreign && !isReading(request) ? new ForgedRequestException() : undefined);
  };
  const keepOnlyText = (request: Request, _response: Response, next: NextFunction) => {
    // cookie-parser makes an object of a cookie that starts with `j:`.
    if (typeof request.cookies[COOKIE] !== 'string') delete request.cookies[COOKIE];
    next();
  };
  const makeTokens = (request: Request, response: Response, next: NextFunction) => {
    request.csrfToken = (options) => generateCsrfToken(request, response, options);
    next();
  };
  const canActivate = (context: ExecutionContext) => {
    const request = context.switchToHttp().getRequest<Request>();
    if (isReading(request) || validateRequest(request)) return true;
    throw new LostTokenException();
  };
  return { middleware: [refuseOtherSites, keepOnlyText, makeTokens], guard: { canActivate } };
}

function isReading({ method }: Request): boolean {
  return ['GET', 'HEAD', 'OPTIONS'].includes(method);
}

/** The token for a form in the page that answers `request`. Also sets its cookie. */
export function csrfToken(request: Request): string {
  if (request.csrfToken === undefined)
    throw new Error('csrfProtection() must run before a page with a form is rendered');
  return request.csrfToken({ cookieOptions: { secure: request.secure } });
}

function tokenOf(request: Request): string | undefined {
  const body: unknown = request.body;
  if (
    typeof body === 'object' &&
    body !== null &&
    CSRF_FIELD in body &&
    typeof body[CSRF_FIELD] === 'string'
  ) {
    return body[CSRF_FIELD];
  }
  return request.get('x-csrf-token');
}
