import type { Request, Response } from 'express';

const COOKIE = 'notice';

/** Leaves a word for the page that the browser is redirected to. The page shows the notice for that word. */
export function leaveNotice(response: Response, word: string): void {
  response.cookie(COOKIE, word, { httpOnly: true, sameSite: 'lax', maxAge: 60_000 });
}

/** The word that was left, once. It comes from the browser: look it up, never show it. */
export function takeNotice(request: Request, response: Response): string | undefined {
  const word: unknown = request.cookies[COOKIE];
  if (typeof word !== 'string') return undefined;
  response.clearCookie(COOKIE, { httpOnly: true, sameSite: 'lax' });
  return word;
}
